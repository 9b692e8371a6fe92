import { parseArn } from '../contract/arn.ts';
import type { Principal } from '../contract/principal.ts';
import { globalScope } from '../contract/scope.ts';
import type { Store } from '../contract/store.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import { compiledPolicy, compileStoredPolicy } from './compile-policy.ts';
import type { NamedPolicy } from './evaluate.ts';
import {
  groups,
  type ManagedPolicyRow,
  managedPolicies,
  nameKey,
  type PolicyHolder,
  type RoleRow,
  roles,
  type UserRow,
  users,
} from './tables.ts';

/** Everything that IAM keeps about what a principal may do. */
export interface IdentityPolicies {
  readonly identityPolicies: readonly NamedPolicy[];
  readonly boundary: NamedPolicy | undefined;
  readonly sessionPolicies: readonly NamedPolicy[];
  readonly tags: Readonly<Record<string, string>>;
}

const nothing: IdentityPolicies = { identityPolicies: [], boundary: undefined, sessionPolicies: [], tags: {} };

/** The policies of a principal; none for one whose role or user is gone. */
export function policiesOf(store: Store, principal: Principal): IdentityPolicies {
  if (principal.kind === 'user') return policiesOfUserSession(store, principal);
  if (principal.kind !== 'assumed-role') return nothing;
  const role = store.collection(roles, globalScope(principal.account)).get(nameKey(principal.roleName));
  if (!role) return nothing;
  return {
    identityPolicies: policiesOfHolder(store, role),
    boundary: boundaryOf(store, role),
    sessionPolicies: sessionPoliciesOf(principal.sessionPolicies),
    tags: principal.sessionTags ? { ...role.tags, ...principal.sessionTags } : role.tags,
  };
}

function sessionPoliciesOf(texts: readonly string[] | undefined): readonly NamedPolicy[] {
  return (texts ?? []).map((text) => ({ name: 'session policy', policy: compiledPolicy(text) }));
}

const everything: NamedPolicy = {
  name: 'account root',
  policy: compiledPolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'),
};
/** AWS: "Permissions for GetFederationToken": without a session policy a federated user may do nothing. */
const noSessionPolicy: NamedPolicy = { name: 'no session policy', policy: compiledPolicy('{"Statement":[]}') };

function policiesOfUserSession(store: Store, principal: Extract<Principal, { kind: 'user' }>): IdentityPolicies {
  const { account, userName, federatedName, sessionPolicies } = principal;
  if (federatedName === undefined) return policiesOfUser(store, account, userName);
  const federator =
    userName === '' ? { ...nothing, identityPolicies: [everything] } : policiesOfUser(store, account, userName);
  const narrowing = sessionPoliciesOf(sessionPolicies);
  return {
    ...federator,
    sessionPolicies: narrowing.length > 0 ? narrowing : [noSessionPolicy],
    tags: principal.sessionTags ?? {},
  };
}

function policiesOfUser(store: Store, account: string, userName: string): IdentityPolicies {
  const user = store.collection(users, globalScope(account)).get(nameKey(userName));
  if (!user) return nothing;
  const memberOf = store.collection(groups, globalScope(account));
  const inherited = user.groupNames.flatMap((name) => {
    const group = memberOf.get(nameKey(name));
    return group ? policiesOfHolder(store, group) : [];
  });
  return {
    identityPolicies: [...policiesOfHolder(store, user), ...inherited],
    boundary: boundaryOf(store, user),
    sessionPolicies: [],
    tags: user.tags,
  };
}

function boundaryOf(store: Store, holder: RoleRow | UserRow): NamedPolicy | undefined {
  return holder.boundaryArn === undefined ? undefined : managedPolicyByArn(store, holder.boundaryArn);
}

// Rows never change, so what was compiled from one holds as long as the row itself, and the managed policies that it names.
const byHolder = new WeakMap<PolicyHolder, { readonly epoch: object; readonly policies: readonly NamedPolicy[] }>();
const byManagedPolicy = new WeakMap<ManagedPolicyRow, NamedPolicy>();
const epochs = new WeakMap<Store, object>();

/** Another object whenever a managed policy of the store has changed. */
function epochOf(store: Store): object {
  const known = epochs.get(store);
  if (known) return known;
  store.watch(managedPolicies, () => epochs.set(store, {}));
  const first = {};
  epochs.set(store, first);
  return first;
}

/** The inline and attached policies of a role, user or group. */
function policiesOfHolder(store: Store, holder: PolicyHolder): readonly NamedPolicy[] {
  const epoch = epochOf(store);
  const known = byHolder.get(holder);
  if (known?.epoch === epoch) return known.policies;
  const inline = Object.entries(holder.inlinePolicies).map(([name, text]) => ({
    name: `inline policy ${name}`,
    policy: compileStoredPolicy(text),
  }));
  const attached = holder.attachedPolicyArns.map((arn) => managedPolicyByArn(store, arn));
  const policies = [...inline, ...attached.filter((policy) => policy !== undefined)];
  byHolder.set(holder, { epoch, policies });
  return policies;
}

/** A managed policy ready to be asked, of AWS's or of an account; undefined when there is none. */
function managedPolicyByArn(store: Store, arn: string): NamedPolicy | undefined {
  const provided = awsManagedPolicy(arn);
  if (provided) return { name: arn, arn, policy: compiledPolicy(provided.document) };
  const row = customerManagedPolicy(store, arn);
  if (!row) return undefined;
  let compiled = byManagedPolicy.get(row);
  if (!compiled) {
    const version = row.versions.find((each) => each.versionId === row.defaultVersionId);
    if (!version) throw new Error(`policy ${arn} has no version ${row.defaultVersionId}`);
    compiled = { name: arn, arn, policy: compileStoredPolicy(version.document) };
    byManagedPolicy.set(row, compiled);
  }
  return compiled;
}

/** The row behind a customer managed policy's ARN. */
export function customerManagedPolicy(store: Store, arn: string): ManagedPolicyRow | undefined {
  const parsed = parseArn(arn);
  const name = parsed?.resource.split('/').at(-1);
  if (!parsed || !name) return undefined;
  const row = store.collection(managedPolicies, globalScope(parsed.account)).get(nameKey(name));
  return row?.arn === arn ? row : undefined;
}
