import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { AccessCall } from './access-control.ts';
import type { KeySource } from './glob.ts';

/** What the global condition keys are read from. */
export interface KeyFacts {
  readonly principal: Principal;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly request: AccessRequest;
  readonly resourceAccount: string;
  readonly call: AccessCall;
  /** Epoch ms. */
  readonly now: number;
}

type GlobalKey = (facts: KeyFacts) => string | undefined;

/** AWS: IAM User Guide, "AWS global condition context keys". Names in lower case. */
const globalKeys: Readonly<Record<string, GlobalKey>> = {
  'aws:currenttime': ({ now }) => new Date(now).toISOString(),
  'aws:epochtime': ({ now }) => String(Math.floor(now / 1000)),
  'aws:principalaccount': ({ principal }) => (isIdentity(principal) ? principal.account : undefined),
  'aws:principalarn': ({ principal }) => principalArn(principal),
  'aws:principalisawsservice': ({ principal }) => String(principal.kind === 'service'),
  'aws:principalservicename': ({ principal }) => (principal.kind === 'service' ? principal.service : undefined),
  'aws:principaltype': ({ principal }) => principalTypes[principal.kind],
  'aws:referer': ({ call }) => call.http.headers.referer,
  'aws:requestedregion': ({ call }) => call.scope.region,
  'aws:resourceaccount': ({ resourceAccount }) => resourceAccount,
  // Differs from AWS: the endpoint speaks plain http on the loopback, which nobody can listen to; policies that demand TLS would deny everything.
  'aws:securetransport': () => 'true',
  'aws:sourceaccount': ({ principal }) => (principal.kind === 'service' ? principal.account : undefined),
  'aws:sourcearn': ({ principal }) => (principal.kind === 'service' ? principal.sourceArn : undefined),
  'aws:sourceip': ({ call }) => call.http.sourceIp || undefined,
  'aws:useragent': ({ call }) => call.http.headers['user-agent'],
  'aws:userid': ({ principal }) => userId(principal),
  'aws:username': ({ principal }) => (principal.kind === 'user' ? principal.userName : undefined),
  'aws:viaawsservice': () => 'false',
};

const principalTagPrefix = 'aws:principaltag/';

/** The keys of one request: those that the operation gave first, then the global ones. */
export function conditionKeys(facts: KeyFacts): KeySource {
  let given: ReadonlyMap<string, string | readonly string[]> | undefined;
  return {
    values(name) {
      given ??= lowerCaseKeys(facts.request.context ?? {});
      const own = given.get(name);
      if (own !== undefined) return typeof own === 'string' ? [own] : own;
      if (name.startsWith(principalTagPrefix)) {
        return oneValue(tagValue(facts.principalTags, name.slice(principalTagPrefix.length)));
      }
      return oneValue(globalKeys[name]?.(facts));
    },
  };
}

function lowerCaseKeys(
  context: NonNullable<AccessRequest['context']>,
): ReadonlyMap<string, string | readonly string[]> {
  return new Map(Object.entries(context).map(([name, value]) => [name.toLowerCase(), value]));
}

function oneValue(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

function tagValue(tags: Readonly<Record<string, string>>, lowerCaseName: string): string | undefined {
  for (const [name, value] of Object.entries(tags)) if (name.toLowerCase() === lowerCaseName) return value;
  return undefined;
}

const principalTypes: Readonly<Record<Principal['kind'], string | undefined>> = {
  root: 'Account',
  user: 'User',
  'assumed-role': 'AssumedRole',
  service: undefined,
  anonymous: 'Anonymous',
};

function isIdentity(principal: Principal): boolean {
  return principal.kind === 'root' || principal.kind === 'user' || principal.kind === 'assumed-role';
}

/** `aws:PrincipalArn`: for a role session the role's ARN. */
function principalArn(principal: Principal): string | undefined {
  if (principal.kind === 'root') return `arn:aws:iam::${principal.account}:root`;
  if (principal.kind === 'user') return principal.arn;
  return principal.kind === 'assumed-role' ? principal.roleArn : undefined;
}

function userId(principal: Principal): string | undefined {
  if (principal.kind === 'root') return principal.account;
  if (principal.kind === 'user' || principal.kind === 'assumed-role') return principal.userId;
  return principal.kind === 'anonymous' ? 'anonymous' : undefined;
}
