import type { CancelUpdateStackInput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { cancelOperation } from '../../../stacks/engine/running-operations.ts';
import { wrongState } from '../errors.ts';
import { requireStack } from '../stack-request.ts';

export const cancelUpdateStack: Operation<CancelUpdateStackInput, object> = (input, call) => {
  const stack = requireStack(call, input.StackName);
  if (stack.status !== 'UPDATE_IN_PROGRESS') throw wrongState(stack.stackId, stack.status, 'cannot be cancelled');
  cancelOperation(call.globe, stack.stackId);
  return {};
};
