import { findResourceType } from '../check/find-resource-type.ts';
import type { Json } from '../json.ts';
import type { ResourceRow } from '../state/rows.ts';
import { type Done, stateOf } from './apply-model.ts';
import { failureReason } from './failure-reason.ts';
import { type Operation, resourceContext } from './resource-context.ts';

export interface Undone {
  /** What the update had made and is not wanted any more. */
  readonly leftovers: readonly ResourceRow[];
  readonly failed: readonly string[];
}

/** Puts resources back as they were before an update, the last change first. Deletes nothing. */
export async function undo(operation: Operation, done: readonly Done[]): Promise<Undone> {
  const leftovers: ResourceRow[] = [];
  const failed: string[] = [];
  for (const change of [...done].reverse()) {
    if (change.kind === 'created') {
      leftovers.push({ ...change.row, deletionPolicy: change.row.deletionPolicy === 'Retain' ? 'Retain' : 'Delete' });
      operation.record.dropResource(change.row.logicalId);
    } else if (change.kind === 'replaced') {
      leftovers.push({ ...change.row, deletionPolicy: 'Delete' });
      operation.record.putResource({ ...change.before, status: 'UPDATE_COMPLETE' });
    } else {
      const [current, wanted] =
        change.kind === 'updated' ? [change.row, change.row.properties] : [change.before, change.wanted];
      if (!(await updateBack(operation, change.before, current, wanted))) failed.push(change.before.logicalId);
    }
  }
  return { leftovers, failed };
}

/** Updates one resource to its properties of before; false when that fails too. */
async function updateBack(
  operation: Operation,
  before: ResourceRow,
  current: ResourceRow,
  wanted: Readonly<Record<string, Json>> | undefined,
): Promise<boolean> {
  const { record, globe } = operation;
  if (wanted === undefined) {
    record.restoreResource(before);
    return true;
  }
  record.putResource({ ...current, status: 'UPDATE_IN_PROGRESS' });
  try {
    const type = findResourceType(operation.types, before.type);
    if (!type?.update) throw new Error(`${before.type} cannot be updated in place`);
    const state = await type.update(
      before.properties,
      wanted,
      stateOf(current),
      resourceContext(operation, before.logicalId, before.type),
    );
    record.putResource({ ...before, ...state, status: 'UPDATE_COMPLETE' });
    return true;
  } catch (error) {
    record.putResource({ ...current, status: 'UPDATE_FAILED' }, failureReason(error, globe.random));
    return false;
  }
}
