import type { Role } from '@aws-sdk/client-iam';
import { roleByArn } from '../../access/assume-role.ts';
import { type LastUseRow, type RoleRow, roles } from '../../access/tables.ts';
import { parseArn } from '../../contract/arn.ts';
import type { Call } from '../../contract/operation.ts';
import { globalScope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { malformedPolicy, noSuchRole } from './errors.ts';
import { checkedPolicy, encodePolicy, trustedPrincipals } from './policy-text.ts';
import { tagList } from './tags.ts';
import { userByArn } from './user.ts';
import { wholeSeconds } from './whole-seconds.ts';

export function rolesOf(call: Call): Collection<RoleRow> {
  return call.globe.store.collection(roles, globalScope(call.scope.account));
}

/** The role of that name; throws NoSuchEntity. */
export function roleNamed(call: Call, name: string | undefined): RoleRow {
  const role = rolesOf(call).get((name ?? '').toLowerCase());
  if (!role) throw noSuchRole(name ?? '');
  return role;
}

/** As the API shows it. */
export function describeRole(role: RoleRow, used?: LastUseRow): Role {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: wholeSeconds(role.createdAt),
    AssumeRolePolicyDocument: encodePolicy(role.trustPolicy),
    MaxSessionDuration: role.maxSessionDurationSeconds,
    ...(role.description !== undefined && { Description: role.description }),
    ...(role.boundaryArn !== undefined && { PermissionsBoundary: describeBoundary(role.boundaryArn) }),
    ...(Object.keys(role.tags).length > 0 && { Tags: tagList(role.tags) }),
    RoleLastUsed: used ? { LastUsedDate: wholeSeconds(used.usedAt), Region: used.region } : {},
  };
}

/** Lists leave some members out. AWS: API reference of ListRoles. */
export function describeListedRole(role: RoleRow): Role {
  const { Tags: _tags, PermissionsBoundary: _boundary, RoleLastUsed: _lastUsed, ...rest } = describeRole(role);
  return rest;
}

function describeBoundary(arn: string) {
  return { PermissionsBoundaryType: 'PermissionsBoundaryPolicy' as const, PermissionsBoundaryArn: arn };
}

const servicePrincipalForm = /^[a-z0-9.*-]+\.(amazonaws\.com(\.cn)?|aws\.internal)$/;

/** A trust policy that IAM takes: well-formed, and every principal in it exists. */
export function checkedTrustPolicy(call: Call, text: string | undefined): string {
  const policy = checkedPolicy(text, 'trust');
  for (const [kind, value] of trustedPrincipals(policy)) {
    const known =
      kind === 'AWS' ? isKnownAwsPrincipal(call, value) : kind !== 'Service' || servicePrincipalForm.test(value);
    if (!known) {
      const shown = kind === 'Service' ? 'SERVICE' : kind;
      throw malformedPolicy(`Invalid principal in policy: "${shown}":"${value}"`);
    }
  }
  return policy;
}

function isKnownAwsPrincipal(call: Call, value: string): boolean {
  if (value === '*' || /^\d{12}$/.test(value) || /^(AROA|AIDA)[A-Z2-7]{17}$/.test(value)) return true;
  const arn = parseArn(value);
  if (!arn || !/^\d{12}$/.test(arn.account)) return false;
  if (arn.service === 'sts') return /^(assumed-role|federated-user)\//.test(arn.resource);
  if (arn.service !== 'iam') return false;
  if (arn.resource === 'root') return true;
  const { store } = call.globe;
  return roleByArn(store, value) !== undefined || userByArn(store, value) !== undefined;
}
