import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { sendToDeadLetters } from './dead-letter.ts';
import { afterFailure, failureOf } from './invocation-outcome.ts';
import { schedulesOf } from './schedule.ts';
import { type InvocationRow, invocations, type ScheduleRow } from './tables.ts';
import { invokeTarget } from './target.ts';

interface NewInvocation {
  readonly scheduledAt: number;
  readonly last: boolean;
  readonly cause: Cause;
}

/** Puts a run on its way to its target; joins the open step, and begins once it is committed. */
export function startInvocation(
  globe: Globe,
  scope: Scope,
  row: ScheduleRow,
  { scheduledAt, last, cause }: NewInvocation,
) {
  const now = globe.clock.now();
  const invocation: InvocationRow = {
    id: globe.random.uuid(),
    scheduleArn: row.arn,
    groupName: row.groupName,
    scheduleName: row.name,
    target: row.target,
    ...(row.key && { key: row.key }),
    scheduledAt,
    startedAt: now,
    dueAt: now,
    failures: 0,
    last: last && row.deletedAfterCompletion,
    cause: { id: cause.id, trace: cause.trace },
  };
  globe.store.collection(invocations, scope).put(invocation);
  schedule(globe, scope, invocation);
}

/** Puts the invocations that a restart found back on the scheduler. */
export function resumeInvocations(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(invocations)) {
    for (const row of rows.range()) schedule(globe, scope, row);
  }
}

const labelOf = ({ scheduleName, target }: InvocationRow) => `schedule ${scheduleName} to ${target.Arn}`;

function schedule(globe: Globe, scope: Scope, row: InvocationRow): void {
  const work = () => attempt(globe, scope, row.id);
  if (row.dueAt <= globe.clock.now()) globe.scheduler.soon(labelOf(row), work);
  else globe.scheduler.at(row.dueAt, labelOf(row), work);
}

async function attempt(globe: Globe, scope: Scope, id: string): Promise<void> {
  const row = globe.store.collection(invocations, scope).get(id);
  // Rolled back with the step that made it, or the globe was emptied.
  if (!row) return;
  const cause = globe.causes.begin('delivery', labelOf(row), row.cause);
  const done = globe.activity.begin('delivery', cause.label);
  try {
    const next = await tryOnce(globe, scope, row, cause);
    globe.store.step(cause, () => settle(globe, scope, row, next));
    if (next) schedule(globe, scope, next);
  } finally {
    done();
  }
}

/** The row for another try; undefined when the target was invoked or the run was given up on. */
async function tryOnce(
  globe: Globe,
  scope: Scope,
  row: InvocationRow,
  cause: Cause,
): Promise<InvocationRow | undefined> {
  try {
    await invokeTarget(globe, scope, row, cause);
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) globe.reportFault(cause.label, error);
    const failure = failureOf(error);
    const next = afterFailure(row, failure, globe.clock.now(), globe.random.fraction());
    if (next.kind === 'again') return next.row;
    await sendToDeadLetters(globe, scope, row, failure, next.condition, cause);
    return undefined;
  }
}

function settle(globe: Globe, scope: Scope, row: InvocationRow, next: InvocationRow | undefined): void {
  const rows = globe.store.collection(invocations, scope);
  if (next) {
    rows.put(next);
    return;
  }
  rows.delete(row.id);
  const all = schedulesOf(globe, scope, row.groupName);
  // A schedule that was changed since may have runs again.
  if (row.last && all.get(row.scheduleName)?.next === undefined) all.delete(row.scheduleName);
}
