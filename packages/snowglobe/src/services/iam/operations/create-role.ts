import type { CreateRoleRequest, CreateRoleResponse } from '@aws-sdk/client-iam';
import { nameKey, type RoleRow } from '../../../access/tables.ts';
import { uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { nameTaken } from '../errors.ts';
import { limits } from '../limits.ts';
import { attachableArn } from '../managed-policy.ts';
import { checkedTrustPolicy, describeRole, rolesOf } from '../role.ts';
import { tagsOf } from '../tags.ts';

export const createRole: Operation<CreateRoleRequest, CreateRoleResponse> = (input, call) => {
  const roleName = input.RoleName ?? '';
  const rows = rolesOf(call);
  if (rows.has(nameKey(roleName))) throw nameTaken('Role', roleName);
  const path = input.Path ?? '/';
  const role: RoleRow = {
    roleName,
    roleId: uniqueId(call.globe.random, 'role'),
    path,
    arn: `arn:aws:iam::${call.scope.account}:role${path}${roleName}`,
    createdAt: call.globe.clock.now(),
    trustPolicy: checkedTrustPolicy(call, input.AssumeRolePolicyDocument),
    maxSessionDurationSeconds: input.MaxSessionDuration ?? limits.defaultSessionSeconds,
    inlinePolicies: {},
    attachedPolicyArns: [],
    tags: tagsOf(input.Tags),
    ...(input.Description !== undefined && { description: input.Description }),
    ...(input.PermissionsBoundary !== undefined && { boundaryArn: attachableArn(call, input.PermissionsBoundary) }),
  };
  rows.put(role);
  return { Role: describeRole(role) };
};
