import { badRequest } from './errors.ts';

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

interface Document {
  readonly Statement?: Statement | readonly Statement[];
}

const invalid = () =>
  badRequest('Invalid policy document. Please check the policy syntax and ensure that Principals are valid.');

/** Throws when the text is no policy of an API. */
export function checkPolicy(policy: string): void {
  const { Statement: given } = parsed(policy) ?? {};
  if (given === undefined) throw invalid();
  for (const each of list(given)) {
    const complete =
      /^(Allow|Deny)$/.test(String(each.Effect)) &&
      (each.Action ?? each.NotAction) !== undefined &&
      (each.Resource ?? each.NotResource) !== undefined &&
      (each.Principal ?? each.NotPrincipal) !== undefined;
    if (!complete) throw invalid();
  }
}

function parsed(policy: string): Document | undefined {
  try {
    const document: unknown = JSON.parse(policy);
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    // Not JSON: refused like a document without statements.
    return undefined;
  }
}

/** The policy with its short resources (`execute-api:/stage/METHOD/path`) written out: `apiArn` and what follows it. */
export function expandedPolicy(policy: string, apiArn: string): string {
  const expand = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(expand);
    const text = String(value);
    return text.startsWith('execute-api:/') ? apiArn + text.slice('execute-api:'.length) : text;
  };
  const document = JSON.parse(policy) as Document;
  const statements = list(document.Statement ?? []).map((each) => ({
    ...each,
    ...(each.Resource !== undefined && { Resource: expand(each.Resource) }),
    ...(each.NotResource !== undefined && { NotResource: expand(each.NotResource) }),
  }));
  return JSON.stringify({ ...document, Statement: statements });
}

function list<Item>(value: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}
