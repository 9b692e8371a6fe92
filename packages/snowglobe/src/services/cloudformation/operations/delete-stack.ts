import type { DeleteStackInput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { beginDelete } from '../../../stacks/engine/stack-operations.ts';
import { exportInUse as findExportInUse, findStack, stacksIn } from '../../../stacks/state/stacks.ts';
import { exportInUse, terminationProtected, wrongState } from '../errors.ts';
import { starterOf } from '../stack-request.ts';

/** Answers well when there is no such stack, as AWS does. */
export const deleteStack: Operation<DeleteStackInput, object> = (input, call) => {
  const { globe, scope } = call;
  const stack = findStack(globe, scope, input.StackName ?? '');
  if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return {};
  if (stack.terminationProtection) throw terminationProtected(stack.name);
  if (stack.status === 'REVIEW_IN_PROGRESS') {
    stacksIn(globe, scope).put({ ...stack, status: 'DELETE_COMPLETE', deletedAt: globe.clock.now() });
    return {};
  }
  if (/^UPDATE.*_IN_PROGRESS$/.test(stack.status)) throw wrongState(stack.stackId, stack.status, 'can not be deleted');
  const inUse = findExportInUse(globe, scope, stack, []);
  if (inUse) throw exportInUse(inUse.name, inUse.importers);
  beginDelete(starterOf(call, input.ClientRequestToken), stack, input.RetainResources ?? [], input.RoleARN);
  return {};
};
