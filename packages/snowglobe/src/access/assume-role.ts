import { parseArn } from '../contract/arn.ts';
import type { AccessRequest, Principal } from '../contract/principal.ts';
import { globalScope } from '../contract/scope.ts';
import type { Store } from '../contract/store.ts';
import type { AccessCall } from './access-control.ts';
import { decideRequest } from './decide-request.ts';
import { AccessDenied } from './denial.ts';
import { nameKey, type RoleRow, roles } from './tables.ts';

export type RoleSession = Extract<Principal, { readonly kind: 'assumed-role' }>;

/** The role behind an ARN; undefined when there is none. */
export function roleByArn(store: Store, roleArn: string): RoleRow | undefined {
  const parsed = parseArn(roleArn);
  const name = parsed?.resource.split('/').at(-1);
  if (!parsed || !name) return undefined;
  const row = store.collection(roles, globalScope(parsed.account)).get(nameKey(name));
  return row?.arn === roleArn ? row : undefined;
}

/** A session of a role, without asking whether it may be. */
export function roleSession(role: RoleRow, sessionName: string): RoleSession {
  const account = parseArn(role.arn)?.account ?? '';
  return {
    kind: 'assumed-role',
    account,
    roleName: role.roleName,
    roleArn: role.arn,
    sessionName,
    arn: `arn:aws:sts::${account}:assumed-role/${role.roleName}/${sessionName}`,
    userId: `${role.roleId}:${sessionName}`,
  };
}

/** What is asked of a role besides its being assumed. */
export interface TrustQuestion {
  /** Default `sts:AssumeRole`. */
  readonly action?: string;
  readonly context?: NonNullable<AccessRequest['context']>;
}

/** The role, when its trust policy lets the caller assume it; else throws AccessDenied (also when there is no such role). */
export function trustedRole(
  world: { readonly store: Store; readonly now: number },
  roleArn: string,
  caller: Principal,
  call: AccessCall,
  { action = 'sts:AssumeRole', context }: TrustQuestion = {},
): RoleRow {
  const role = roleByArn(world.store, roleArn);
  const request: AccessRequest = {
    action,
    resource: roleArn,
    resourcePolicy: role?.trustPolicy,
    resourcePolicyMustAllow: true,
    ...(context && { context }),
  };
  const decision = decideRequest(world, caller, request, call);
  if (!decision.allowed) throw new AccessDenied(caller, request, decision);
  if (!role)
    throw new AccessDenied(caller, request, { allowed: false, explicit: false, kind: 'resource-based policy' });
  return role;
}
