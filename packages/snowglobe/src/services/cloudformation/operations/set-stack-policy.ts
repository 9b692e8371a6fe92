import type { SetStackPolicyInput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { stacksIn } from '../../../stacks/state/stacks.ts';
import { policyOf } from '../stack-policy.ts';
import { requireStack } from '../stack-request.ts';

export const setStackPolicy: Operation<SetStackPolicyInput, object> = async (input, call) => {
  requireStack(call, input.StackName);
  const stackPolicy = await policyOf(input, call);
  call.step(() => {
    const stack = requireStack(call, input.StackName);
    if (stackPolicy !== undefined) stacksIn(call.globe, call.scope).put({ ...stack, stackPolicy });
  });
  return {};
};
