import type { GetUserPolicyRequest, GetUserPolicyResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { inlinePolicy, userKind } from '../policy-holder.ts';
import { userNamed } from '../user.ts';

export const getUserPolicy: Operation<GetUserPolicyRequest, GetUserPolicyResponse> = (input, call) => {
  const user = userNamed(call, input.UserName);
  return {
    UserName: user.userName,
    PolicyName: input.PolicyName,
    PolicyDocument: inlinePolicy(userKind, user, input.PolicyName),
  };
};
