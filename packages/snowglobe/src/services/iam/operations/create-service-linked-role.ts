import type { CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse } from '@aws-sdk/client-iam';
import { nameKey, type RoleRow } from '../../../access/tables.ts';
import { uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { serviceLinkedRoleTaken } from '../errors.ts';
import { limits } from '../limits.ts';
import { describeRole, rolesOf } from '../role.ts';
import { serviceLinkedRoleName } from '../service-linked-role.ts';

export const createServiceLinkedRole: Operation<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> = (
  input,
  call,
) => {
  const service = input.AWSServiceName ?? '';
  const roleName = serviceLinkedRoleName(service, input.CustomSuffix);
  const rows = rolesOf(call);
  if (rows.has(nameKey(roleName))) throw serviceLinkedRoleTaken(roleName);
  const path = `/aws-service-role/${service}/`;
  const role: RoleRow = {
    roleName,
    roleId: uniqueId(call.globe.random, 'role'),
    path,
    arn: `arn:aws:iam::${call.scope.account}:role${path}${roleName}`,
    createdAt: call.globe.clock.now(),
    trustPolicy: trustOf(service),
    maxSessionDurationSeconds: limits.defaultSessionSeconds,
    inlinePolicies: {},
    attachedPolicyArns: [],
    tags: {},
    ...(input.Description !== undefined && { description: input.Description }),
  };
  rows.put(role);
  return { Role: describeRole(role) };
};

function trustOf(service: string): string {
  const statement = { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { Service: [service] } };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
