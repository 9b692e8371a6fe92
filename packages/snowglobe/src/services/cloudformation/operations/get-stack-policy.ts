import type { GetStackPolicyInput, GetStackPolicyOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { requireStack } from '../stack-request.ts';

export const getStackPolicy: Operation<GetStackPolicyInput, GetStackPolicyOutput> = (input, call) => {
  const { stackPolicy } = requireStack(call, input.StackName);
  return stackPolicy === undefined ? {} : { StackPolicyBody: stackPolicy };
};
