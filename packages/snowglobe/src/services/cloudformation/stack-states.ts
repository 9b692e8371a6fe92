import type { StackRow, StackStatus } from '../../stacks/state/rows.ts';
import { wrongState } from './errors.ts';

const updatable: ReadonlySet<StackStatus> = new Set<StackStatus>([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  // Left by a failure with rollback switched off.
  'CREATE_FAILED',
  'UPDATE_FAILED',
]);

export function refuseUnlessUpdatable(stack: StackRow): void {
  if (!updatable.has(stack.status)) throw wrongState(stack.stackId, stack.status, 'can not be updated');
}
