import type { ContinueUpdateRollbackInput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { notSupported, wrongState } from '../errors.ts';
import { rollBackUpdate } from '../roll-back-update.ts';
import { requireStack, starterOf } from '../stack-request.ts';

export const continueUpdateRollback: Operation<ContinueUpdateRollbackInput, object> = async (input, call) => {
  const stack = requireStack(call, input.StackName);
  if (input.ResourcesToSkip && input.ResourcesToSkip.length > 0) throw notSupported('ResourcesToSkip');
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
    throw wrongState(stack.stackId, stack.status, 'can not be rolled back');
  await rollBackUpdate(starterOf(call, input.ClientRequestToken), stack, input.RoleARN);
  return {};
};
