import { parseArn } from '../contract/arn.ts';
import type { Principal } from '../contract/principal.ts';
import { globalScope } from '../contract/scope.ts';
import type { Store } from '../contract/store.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';
import { compiledPolicy, compilePolicy } from './compile-policy.ts';
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
  if (principal.kind === 'user') return policiesOfUser(store, principal.account, principal.userName);
  if (principal.kind !== 'assumed-role') return nothing;
  const role = store.collection(roles, globalScope(principal.account)).get(nameKey(principal.roleName));
  if (!role) return nothing;
  return {
    identityPolicies: policiesOfHolder(store, role),
    boundary: boundaryOf(store, role),
    sessionPolicies: (principal.sessionPolicies ?? []).map((text) => ({
      name: 'session policy',
      policy: compiledPolicy(text),
    })),
    tags: { ...role.tags, ...principal.sessionTags },
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

// Rows never change, so what was compiled from one holds as long as the row itself.
const inlineByHolder = new WeakMap<PolicyHolder, readonly NamedPolicy[]>();
const byManagedPolicy = new WeakMap<ManagedPolicyRow, NamedPolicy>();

/** The inline and attached policies of a role, user or group. */
function policiesOfHolder(store: Store, holder: PolicyHolder): readonly NamedPolicy[] {
  let inline = inlineByHolder.get(holder);
  if (!inline) {
    inline = Object.entries(holder.inlinePolicies).map(([name, text]) => ({
      name: `inline policy ${name}`,
      policy: compilePolicy(text),
    }));
    inlineByHolder.set(holder, inline);
  }
  if (holder.attachedPolicyArns.length === 0) return inline;
  const attached = holder.attachedPolicyArns.map((arn) => managedPolicyByArn(store, arn));
  return [...inline, ...attached.filter((policy) => policy !== undefined)];
}

/** A managed policy ready to be asked, of AWS's or of an account; undefined when there is none. */
function managedPolicyByArn(store: Store, arn: string): NamedPolicy | undefined {
  const provided = awsManagedPolicy(arn);
  if (provided) return { name: arn, policy: compiledPolicy(provided.document) };
  const row = customerManagedPolicy(store, arn);
  if (!row) return undefined;
  let compiled = byManagedPolicy.get(row);
  if (!compiled) {
    const version = row.versions.find((each) => each.versionId === row.defaultVersionId);
    if (!version) throw new Error(`policy ${arn} has no version ${row.defaultVersionId}`);
    compiled = { name: arn, policy: compilePolicy(version.document) };
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
