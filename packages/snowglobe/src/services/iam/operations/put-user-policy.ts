import type { PutUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { userKind, withInlinePolicy } from '../policy-holder.ts';
import { userNamed, usersOf } from '../user.ts';

export const putUserPolicy: Operation<PutUserPolicyRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  usersOf(call).put(withInlinePolicy(userKind, user, user.userName, input));
  return {};
};
