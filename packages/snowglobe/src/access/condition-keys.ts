import type { AccessRequest, Principal } from '../contract/principal.ts';
import type { AccessCall } from './access-control.ts';
import type { KeySource } from './glob.ts';
import type { Organization } from './organization.ts';
import { requestTagKeys, requestTags } from './request-tags.ts';

/** What the global condition keys are read from. */
export interface KeyFacts {
  readonly principal: Principal;
  readonly principalTags: Readonly<Record<string, string>>;
  readonly request: AccessRequest;
  readonly resourceAccount: string;
  readonly organization: Organization;
  readonly call: AccessCall;
  /** Epoch ms. */
  readonly now: number;
}

type Value = string | readonly string[] | undefined;
type GlobalKey = (facts: KeyFacts) => Value;

/**
 * AWS: IAM User Guide, "AWS global condition context keys". Names in lower case. Not here, because nothing in a globe has them: VPCs and their
 * endpoints, EC2 instances, Identity Center, Chatbot, and multi-factor authentication's age.
 */
const globalKeys: ReadonlyMap<string, GlobalKey> = new Map<string, GlobalKey>([
  ['aws:calledvia', ({ call }) => call.via],
  ['aws:calledviafirst', ({ call }) => call.via],
  ['aws:calledvialast', ({ call }) => call.via],
  ['aws:currenttime', ({ now }) => new Date(now).toISOString()],
  ['aws:epochtime', ({ now }) => String(Math.floor(now / 1000))],
  ['aws:federatedprovider', ({ principal }) => sessionOf(principal)?.federation?.provider],
  ['aws:multifactorauthpresent', ({ principal }) => (tokenIssuedAt(principal) === undefined ? undefined : 'false')],
  ['aws:principalaccount', ({ principal }) => (isIdentity(principal) ? principal.account : undefined)],
  ['aws:principalarn', ({ principal }) => principalArn(principal)],
  ['aws:principalisawsservice', ({ principal }) => String(principal.kind === 'service')],
  ['aws:principalorgid', ({ principal, organization }) => ofIdentity(principal, (id) => organization.idOf(id))],
  ['aws:principalorgpaths', ({ principal, organization }) => ofIdentity(principal, (id) => organization.pathsOf(id))],
  ['aws:principalservicename', ({ principal }) => (principal.kind === 'service' ? principal.service : undefined)],
  [
    'aws:principalservicenameslist',
    ({ principal }) => (principal.kind === 'service' ? [principal.service] : undefined),
  ],
  ['aws:principaltype', ({ principal }) => principalType(principal)],
  ['aws:referer', ({ call }) => call.http.headers.referer],
  ['aws:requestedregion', ({ call }) => (globalServices.has(call.service) ? 'us-east-1' : call.scope.region)],
  ['aws:resourceaccount', ({ resourceAccount }) => resourceAccount],
  ['aws:resourceorgid', ({ resourceAccount, organization }) => organization.idOf(resourceAccount)],
  ['aws:resourceorgpaths', ({ resourceAccount, organization }) => organization.pathsOf(resourceAccount)],
  // Differs from AWS: the endpoint speaks plain http on the loopback, which nobody can listen to; policies that demand TLS would deny everything.
  ['aws:securetransport', () => 'true'],
  ['aws:sourceaccount', ({ principal }) => (principal.kind === 'service' ? principal.account : undefined)],
  ['aws:sourcearn', ({ principal }) => (principal.kind === 'service' ? principal.sourceArn : undefined)],
  ['aws:sourceidentity', ({ principal }) => sessionOf(principal)?.sourceIdentity],
  ['aws:sourceip', ({ call }) => call.http.sourceIp || undefined],
  [
    'aws:sourceorgid',
    ({ principal, organization }) => (principal.kind === 'service' ? organization.idOf(principal.account) : undefined),
  ],
  [
    'aws:sourceorgpaths',
    ({ principal, organization }) =>
      principal.kind === 'service' ? organization.pathsOf(principal.account) : undefined,
  ],
  ['aws:tagkeys', ({ call }) => requestTagKeys(call.input)],
  ['aws:tokenissuetime', ({ principal }) => instantText(tokenIssuedAt(principal))],
  ['aws:useragent', ({ call }) => call.http.headers['user-agent']],
  ['aws:userid', ({ principal }) => userId(principal)],
  [
    'aws:username',
    ({ principal }) =>
      principal.kind === 'user' && principal.federatedName === undefined ? principal.userName : undefined,
  ],
  ['aws:viaawsservice', ({ call }) => String(call.via !== undefined)],
]);

/** AWS: "aws:RequestedRegion": services with one endpoint for the world say us-east-1. */
const globalServices = new Set(['iam', 'organizations']);

type TagsOf = (facts: KeyFacts) => Iterable<readonly [string, string]>;

/** Families of keys, whose names end in a tag's key. */
const tagFamilies: ReadonlyMap<string, TagsOf> = new Map<string, TagsOf>([
  ['aws:principaltag', ({ principalTags }) => Object.entries(principalTags)],
  ['aws:requesttag', ({ call }) => requestTags(call.input)],
  ['aws:resourcetag', resourceTagsOf],
  ['iam:resourcetag', resourceTagsOf],
]);

function resourceTagsOf({ call, request }: KeyFacts): Iterable<readonly [string, string]> {
  return Object.entries(call.resourceTags?.(request.resource) ?? {});
}

/** The keys of one request: those that the operation gave first, then those of its session, then the global ones. */
export function conditionKeys(facts: KeyFacts): KeySource {
  let given: ReadonlyMap<string, string | readonly string[]> | undefined;
  return {
    values(name) {
      given ??= givenKeys(facts);
      return listed(given.get(name) ?? globalKeys.get(name)?.(facts) ?? tagOf(name, facts));
    },
  };
}

const noKeys: ReadonlyMap<string, string> = new Map();

function givenKeys({ principal, request }: KeyFacts): ReadonlyMap<string, string | readonly string[]> {
  const ofSession = sessionOf(principal)?.federation?.keys;
  if (ofSession) return lowerCaseKeys({ ...ofSession, ...request.context });
  return request.context ? lowerCaseKeys(request.context) : noKeys;
}

function listed(value: Value): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}

function lowerCaseKeys(
  context: NonNullable<AccessRequest['context']>,
): ReadonlyMap<string, string | readonly string[]> {
  return new Map(Object.entries(context).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Keys of tags are compared without case in policies. */
function tagOf(name: string, facts: KeyFacts): string | undefined {
  const slash = name.indexOf('/');
  const tags = slash < 0 ? undefined : tagFamilies.get(name.slice(0, slash))?.(facts);
  const wanted = name.slice(slash + 1);
  for (const [key, value] of tags ?? []) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

const principalTypes: Readonly<Record<Principal['kind'], string | undefined>> = {
  root: 'Account',
  user: 'User',
  'assumed-role': 'AssumedRole',
  service: undefined,
  anonymous: 'Anonymous',
};

function principalType(principal: Principal): string | undefined {
  return principal.kind === 'user' && principal.federatedName !== undefined
    ? 'FederatedUser'
    : principalTypes[principal.kind];
}

function isIdentity(principal: Principal): boolean {
  return principal.kind === 'root' || principal.kind === 'user' || principal.kind === 'assumed-role';
}

function ofIdentity<T>(principal: Principal, valueOf: (account: string) => T): T | undefined {
  return isIdentity(principal) ? valueOf(principal.account) : undefined;
}

function sessionOf(principal: Principal): Extract<Principal, { readonly kind: 'assumed-role' }> | undefined {
  return principal.kind === 'assumed-role' ? principal : undefined;
}

function tokenIssuedAt(principal: Principal): number | undefined {
  return principal.kind === 'user' || principal.kind === 'assumed-role' ? principal.tokenIssuedAt : undefined;
}

/** Whole seconds, as tokens have them. */
function instantText(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().replace(/\.\d{3}/, '');
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
