import type { DeleteUserPermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { userNamed, usersOf } from '../user.ts';

export const deleteUserPermissionsBoundary: Operation<DeleteUserPermissionsBoundaryRequest, object> = (input, call) => {
  const { boundaryArn: _boundary, ...user } = userNamed(call, input.UserName);
  usersOf(call).put(user);
  return {};
};
