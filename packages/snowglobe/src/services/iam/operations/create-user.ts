import type { CreateUserRequest, CreateUserResponse } from '@aws-sdk/client-iam';
import { nameKey, type UserRow } from '../../../access/tables.ts';
import { uniqueId } from '../../../access/unique-id.ts';
import type { Operation } from '../../../contract/operation.ts';
import { nameTaken } from '../errors.ts';
import { attachableArn } from '../managed-policy.ts';
import { tagsOf } from '../tags.ts';
import { describeUser, usersOf } from '../user.ts';

export const createUser: Operation<CreateUserRequest, CreateUserResponse> = (input, call) => {
  const userName = input.UserName ?? '';
  const rows = usersOf(call);
  if (rows.has(nameKey(userName))) throw nameTaken('User', userName);
  const path = input.Path ?? '/';
  const user: UserRow = {
    userName,
    userId: uniqueId(call.globe.random, 'user'),
    path,
    arn: `arn:aws:iam::${call.scope.account}:user${path}${userName}`,
    createdAt: call.globe.clock.now(),
    groupNames: [],
    inlinePolicies: {},
    attachedPolicyArns: [],
    tags: tagsOf(input.Tags),
    ...(input.PermissionsBoundary !== undefined && { boundaryArn: attachableArn(call, input.PermissionsBoundary) }),
  };
  rows.put(user);
  return { User: describeUser(user) };
};
