import type { Globe } from '../../contract/globe.ts';
import type { StackStatus } from '../../stacks/state/rows.ts';
import { StackRecord } from '../../stacks/state/stack-record.ts';
import { isInProgress } from '../../stacks/state/stacks.ts';
import { stacksTable } from '../../stacks/state/tables.ts';

const interrupted: Readonly<Partial<Record<StackStatus, StackStatus>>> = {
  CREATE_IN_PROGRESS: 'CREATE_FAILED',
  ROLLBACK_IN_PROGRESS: 'ROLLBACK_FAILED',
  UPDATE_IN_PROGRESS: 'UPDATE_FAILED',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'UPDATE_COMPLETE',
  UPDATE_ROLLBACK_IN_PROGRESS: 'UPDATE_ROLLBACK_FAILED',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'UPDATE_ROLLBACK_COMPLETE',
  DELETE_IN_PROGRESS: 'DELETE_FAILED',
};

/** Operations do not outlive the process: a stack found in the middle of one has failed, and may be tried again. */
export function failInterrupted(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(stacksTable)) {
    for (const stack of [...rows.range()].filter(({ status }) => isInProgress(status))) {
      const status = interrupted[stack.status];
      if (status === undefined) continue;
      const record = new StackRecord(globe, scope, stack.stackId, globe.causes.begin('system', 'resume'));
      record.setStatus(status, 'The operation was interrupted: Snowglobe was stopped while it was under way.');
    }
  }
}
