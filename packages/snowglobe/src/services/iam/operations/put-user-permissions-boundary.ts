import type { PutUserPermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { attachableArn } from '../managed-policy.ts';
import { userNamed, usersOf } from '../user.ts';

export const putUserPermissionsBoundary: Operation<PutUserPermissionsBoundaryRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  usersOf(call).put({ ...user, boundaryArn: attachableArn(call, input.PermissionsBoundary) });
  return {};
};
