import type { ResourceRow, StackOutput, StackSource } from '../state/rows.ts';
import { applyModel, type Done } from './apply-model.ts';
import { removeResources } from './remove-resources.ts';
import type { Operation } from './resource-context.ts';
import { outcome } from './run-create.ts';
import type { StackModel } from './stack-model.ts';
import { undo } from './undo.ts';

/** The statuses of an update, or of a rollback to the template of before. */
export interface UpdateStatuses {
  readonly cleanup: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  readonly complete: 'UPDATE_COMPLETE' | 'UPDATE_ROLLBACK_COMPLETE';
  readonly failed: 'UPDATE_FAILED' | 'UPDATE_ROLLBACK_FAILED';
}

export const updating: UpdateStatuses = {
  cleanup: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  complete: 'UPDATE_COMPLETE',
  failed: 'UPDATE_FAILED',
};

export const rollingBack: UpdateStatuses = {
  cleanup: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  complete: 'UPDATE_ROLLBACK_COMPLETE',
  failed: 'UPDATE_ROLLBACK_FAILED',
};

export interface UpdateOptions {
  readonly statuses: UpdateStatuses;
  /** Put everything back when something fails. */
  readonly rollback: boolean;
  readonly mayGoOn: () => boolean;
}

/** Brings a stack's resources to what the model wants; puts them back when something fails. */
export async function runUpdate(operation: Operation, model: StackModel, options: UpdateOptions): Promise<void> {
  const { record } = operation;
  const applied = await applyModel(operation, model, options.mayGoOn);
  const result = options.mayGoOn() ? outcome(operation, applied) : { reason: 'User cancelled the update. ' };
  if ('outputs' in result) {
    await completeUpdate(operation, model, applied.done, options.statuses, result.outputs);
  } else if (options.rollback) {
    await rollBack(operation, applied.done, result.reason);
  } else {
    record.setStatus(options.statuses.failed, result.reason);
  }
}

async function completeUpdate(
  operation: Operation,
  model: StackModel,
  done: readonly Done[],
  statuses: UpdateStatuses,
  outputs: readonly StackOutput[],
): Promise<void> {
  const { record } = operation;
  record.setStatus(statuses.cleanup, undefined, { outputs, imports: [...model.imports] });
  const wanted = new Set(model.wanted);
  const unwanted = record.resources().filter(({ logicalId }) => !wanted.has(logicalId));
  await removeResources(operation, unwanted);
  // What cannot be deleted now is forgotten, as AWS does; its DELETE_FAILED event stays.
  for (const { logicalId } of unwanted) record.dropResource(logicalId);
  const replaced = done.flatMap((change) => (change.kind === 'replaced' ? [asLeftover(change.before)] : []));
  await removeResources(operation, replaced, { keepRows: true });
  record.setStatus(statuses.complete);
}

/** A replaced resource goes unless its UpdateReplacePolicy keeps it. */
function asLeftover(row: ResourceRow): ResourceRow {
  return { ...row, deletionPolicy: row.updateReplacePolicy };
}

/** Undoes a failed update. */
async function rollBack(operation: Operation, done: readonly Done[], reason: string): Promise<void> {
  const { record } = operation;
  const before: Partial<StackSource> = record.row.before ?? {};
  record.setStatus('UPDATE_ROLLBACK_IN_PROGRESS', reason, before);
  const { leftovers, failed } = await undo(operation, done);
  if (failed.length > 0) {
    record.setStatus('UPDATE_ROLLBACK_FAILED', `The following resource(s) failed to update: [${failed.join(', ')}]. `);
    return;
  }
  dropNeverMade(operation);
  record.setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await removeResources(operation, leftovers, { keepRows: true });
  record.setStatus('UPDATE_ROLLBACK_COMPLETE');
}

/** Rows of resources whose creation failed stand for nothing once the update is undone. */
function dropNeverMade({ record }: Operation): void {
  for (const row of record.resources()) if (row.physicalId === '') record.dropResource(row.logicalId);
}
