import { badRequest, notSupported } from './errors.ts';

type OneOrMore = string | readonly string[];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly Action: OneOrMore;
  readonly Resource: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

/** What a policy is asked about an unsigned request. */
export interface PolicyQuestion {
  /** `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path` */
  readonly resource: string;
  readonly sourceIp: string;
}

/** The statements, when the globe can evaluate them; throws for what it cannot. */
export function checkedPolicy(policy: string): readonly Statement[] {
  const statements = statementsOf(policy);
  for (const statement of statements) checkStatement(statement);
  return statements;
}

function statementsOf(policy: string): readonly Statement[] {
  try {
    const { Statement: given } = JSON.parse(policy) as { readonly Statement?: Statement | readonly Statement[] };
    if (given !== undefined) return list(given) as readonly Statement[];
  } catch {
    // Not JSON: refused below like a document without statements.
  }
  throw badRequest('Invalid policy document. Please check the policy syntax and ensure that Principals are valid.');
}

function checkStatement(statement: Statement): void {
  if (!/^(Allow|Deny)$/.test(statement.Effect) || !statement.Action || !statement.Resource || !statement.Principal) {
    throw badRequest('Invalid policy document. Please check the policy syntax and ensure that Principals are valid.');
  }
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    const known = operator === 'IpAddress' || operator === 'NotIpAddress';
    if (!known || Object.keys(keys).some((key) => key.toLowerCase() !== 'aws:sourceip')) {
      throw notSupported(`the condition ${operator} in a resource policy; only those on aws:SourceIp are`);
    }
    for (const range of Object.values(keys).flatMap(list)) {
      if (rangeOf(range) === undefined) throw notSupported(`the address range ${range} in a resource policy`);
    }
  }
}

/** What the policy says of an unsigned request: a denial wins, and what nobody allows is denied. */
export function decide(policy: string, question: PolicyQuestion): 'allowed' | 'denied' | 'not allowed' {
  const fitting = checkedPolicy(policy).filter((statement) => fits(statement, question));
  if (fitting.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return fitting.length > 0 ? 'allowed' : 'not allowed';
}

function fits({ Principal, Action, Resource, Condition = {} }: Statement, question: PolicyQuestion): boolean {
  // An unsigned request is nobody in particular, so only `*` means it.
  const everyone = Principal === '*' || list(Principal?.AWS ?? []).includes('*');
  if (!everyone || !list(Action).some((action) => fitsPattern(action.toLowerCase(), 'execute-api:invoke')))
    return false;
  const [, , , region = '', account = '', path = ''] = question.resource.split(':');
  const prefix = `arn:aws:execute-api:${region}:${account}:${path.split('/')[0]}`;
  const asArn = (resource: string) =>
    resource.startsWith('execute-api:/') ? prefix + resource.slice('execute-api:'.length) : resource;
  if (!list(Resource).some((resource) => fitsPattern(asArn(resource), question.resource))) return false;
  return Object.entries(Condition).every(([operator, keys]) => {
    const within = Object.values(keys)
      .flatMap(list)
      .some((range) => isWithin(range, question.sourceIp));
    return operator === 'IpAddress' ? within : !within;
  });
}

function list<Item>(value: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

function fitsPattern(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

/** IPv4 only. */
function rangeOf(range: string): { readonly address: number; readonly bits: number } | undefined {
  const [text = '', bits = '32'] = range.split('/');
  const address = numberOf(text);
  return address === undefined || !/^\d+$/.test(bits) || Number(bits) > 32
    ? undefined
    : { address, bits: Number(bits) };
}

function numberOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function isWithin(range: string, sourceIp: string): boolean {
  const wanted = rangeOf(range);
  const address = numberOf(sourceIp.replace(/^::ffff:/, ''));
  if (!wanted || address === undefined) return false;
  const size = 2 ** (32 - wanted.bits);
  return Math.floor(address / size) === Math.floor(wanted.address / size);
}
