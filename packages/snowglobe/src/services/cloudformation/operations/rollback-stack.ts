import type { RollbackStackInput, RollbackStackOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { beginRollbackOfCreate } from '../../../stacks/engine/stack-operations.ts';
import { wrongState } from '../errors.ts';
import { rollBackUpdate } from '../roll-back-update.ts';
import { requireStack, starterOf } from '../stack-request.ts';

export const rollbackStack: Operation<RollbackStackInput, RollbackStackOutput> = async (input, call) => {
  const stack = requireStack(call, input.StackName);
  const starter = starterOf(call, input.ClientRequestToken);
  if (stack.status === 'CREATE_FAILED') beginRollbackOfCreate(starter, stack, input.RoleARN);
  else if (stack.status === 'UPDATE_FAILED') await rollBackUpdate(starter, stack, input.RoleARN);
  else throw wrongState(stack.stackId, stack.status, 'can not be rolled back');
  return { StackId: stack.stackId };
};
