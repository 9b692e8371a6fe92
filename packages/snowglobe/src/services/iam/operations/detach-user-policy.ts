import type { DetachUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { withoutAttachedPolicy } from '../policy-holder.ts';
import { userNamed, usersOf } from '../user.ts';

export const detachUserPolicy: Operation<DetachUserPolicyRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  usersOf(call).put(withoutAttachedPolicy(user, input.PolicyArn));
  return {};
};
