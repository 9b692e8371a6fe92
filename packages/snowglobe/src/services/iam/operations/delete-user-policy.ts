import type { DeleteUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { userKind, withoutInlinePolicy } from '../policy-holder.ts';
import { userNamed, usersOf } from '../user.ts';

export const deleteUserPolicy: Operation<DeleteUserPolicyRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  usersOf(call).put(withoutInlinePolicy(userKind, user, input.PolicyName));
  return {};
};
