import type {
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { stacksIn } from '../../../stacks/state/stacks.ts';
import { requireStack } from '../stack-request.ts';

export const updateTerminationProtection: Operation<
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput
> = (input, call) => {
  const stack = requireStack(call, input.StackName);
  stacksIn(call.globe, call.scope).put({ ...stack, terminationProtection: input.EnableTerminationProtection ?? false });
  return { StackId: stack.stackId };
};
