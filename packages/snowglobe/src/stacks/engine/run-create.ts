import { messageOf } from '../errors.ts';
import type { StackOutput } from '../state/rows.ts';
import { type Applied, applyModel, type Failure } from './apply-model.ts';
import { removeResources } from './remove-resources.ts';
import type { Operation } from './resource-context.ts';
import type { StackModel } from './stack-model.ts';
import { evaluateOutputs } from './stack-outputs.ts';

export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** Makes the resources of a new stack, up to CREATE_COMPLETE or what `onFailure` wants. */
export async function runCreate(
  operation: Operation,
  model: StackModel,
  onFailure: OnFailure,
  mayGoOn: () => boolean,
): Promise<void> {
  const { record } = operation;
  const limit = timeLimit(operation);
  const applied = await applyModel(operation, model, () => mayGoOn() && !limit.isOver());
  limit.end();
  // The stack is being deleted: the deletion goes on from here.
  if (!mayGoOn()) return;
  const result = limit.isOver() ? { reason: tooLate(applied.failures) } : outcome(operation, applied);
  if ('outputs' in result) {
    record.setStatus('CREATE_COMPLETE', undefined, { outputs: result.outputs, imports: [...model.imports] });
    return;
  }
  await afterFailedCreate(operation, result.reason, onFailure);
}

/** Differs from AWS: a resource whose creation is under way when the time is over is waited for before the rollback. */
function timeLimit({ globe, record }: Operation): { isOver(): boolean; end(): void } {
  let over = false;
  const { timeoutMinutes, name } = record.row;
  const due =
    timeoutMinutes === undefined
      ? undefined
      : globe.scheduler.after(timeoutMinutes * 60_000, `time-out of stack ${name}`, () => {
          over = true;
        });
  return { isOver: () => over, end: () => due?.cancel() };
}

function tooLate(failures: readonly Failure[]): string {
  return `Stack creation time exceeded the specified timeout. ${failureText(failures)}`;
}

/** The outputs of what was applied, or why there are none. */
export function outcome(
  operation: Operation,
  applied: Applied,
): { readonly outputs: readonly StackOutput[] } | { readonly reason: string } {
  if (applied.failures.length > 0) return { reason: failureText(applied.failures) };
  try {
    return { outputs: evaluateOutputs(operation, applied.evaluation) };
  } catch (error) {
    return { reason: `${messageOf(error)} ` };
  }
}

/** `The following resource(s) failed to create: [A, B]. ` */
function failureText(failures: readonly Failure[]): string {
  const verbs = ['create', 'update'] as const;
  const texts = verbs.map((verb) => {
    const names = failures.filter((failure) => failure.verb === verb).map(({ logicalId }) => logicalId);
    return names.length === 0 ? '' : `The following resource(s) failed to ${verb}: [${names.join(', ')}]. `;
  });
  return texts.join('');
}

async function afterFailedCreate(operation: Operation, reason: string, onFailure: OnFailure): Promise<void> {
  const { record } = operation;
  if (onFailure === 'DO_NOTHING') return record.setStatus('CREATE_FAILED', reason);
  if (onFailure === 'DELETE') {
    record.setStatus('DELETE_IN_PROGRESS', `${reason}Delete requested by user.`);
    return removeAll(operation, 'DELETE_COMPLETE', 'DELETE_FAILED');
  }
  record.setStatus('ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`);
  return removeAll(operation, 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED');
}

/** Deletes everything that a stack that was never complete has made. */
export async function removeAll(
  operation: Operation,
  success: 'ROLLBACK_COMPLETE' | 'DELETE_COMPLETE',
  failure: 'ROLLBACK_FAILED' | 'DELETE_FAILED',
): Promise<void> {
  const { record, globe } = operation;
  const failed = await removeResources(operation, record.resources(), { neverComplete: true });
  if (failed.length > 0) {
    record.setStatus(failure, `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    return;
  }
  const deletedAt = success === 'DELETE_COMPLETE' ? { deletedAt: globe.clock.now() } : {};
  record.setStatus(success, undefined, { outputs: [], imports: [], ...deletedAt });
}
