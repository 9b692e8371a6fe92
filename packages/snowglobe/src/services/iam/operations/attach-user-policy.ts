import type { AttachUserPolicyRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { attachableArn } from '../managed-policy.ts';
import { userKind, withAttachedPolicy } from '../policy-holder.ts';
import { userNamed, usersOf } from '../user.ts';

export const attachUserPolicy: Operation<AttachUserPolicyRequest, object> = (input, call) => {
  const user = userNamed(call, input.UserName);
  const arn = attachableArn(call, input.PolicyArn);
  usersOf(call).put(withAttachedPolicy(userKind, user, arn));
  return {};
};
