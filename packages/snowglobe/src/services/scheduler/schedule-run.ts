import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Due } from '../../contract/time.ts';
import { startInvocation } from './invocation.ts';
import { dueAfter } from './next-run.ts';
import { schedulesOf } from './schedule.ts';
import { type ScheduleRow, schedules } from './tables.ts';

/** A run at a random second of the schedule's time window. */
export function plannedRun(
  globe: Globe,
  { windowMinutes }: Pick<ScheduleRow, 'windowMinutes'>,
  dueAt: number | undefined,
): ScheduleRow['next'] {
  if (dueAt === undefined) return undefined;
  const delaySeconds = windowMinutes === 0 ? 0 : globe.random.integer(windowMinutes * 60);
  return { dueAt, runAt: dueAt + delaySeconds * 1000 };
}

const waiting = new WeakMap<Globe, Map<string, Due>>();

/** Puts a schedule's next run on the globe's scheduler, in place of what was there. */
export function scheduleNext(globe: Globe, scope: Scope, { arn, name, groupName, state, next }: ScheduleRow): void {
  const due = waiting.get(globe) ?? new Map<string, Due>();
  waiting.set(globe, due);
  due.get(arn)?.cancel();
  due.delete(arn);
  if (state !== 'ENABLED' || next === undefined) return;
  const work = () => run(globe, scope, groupName, name, next.dueAt);
  const label = `schedule ${groupName}/${name}`;
  due.set(arn, globe.scheduler.at(Math.max(next.runAt, globe.clock.now()), label, work));
}

/** A schedule whose time passed while the globe was stopped runs once, at its start. */
export function resumeSchedules(globe: Globe): void {
  waiting.delete(globe);
  for (const { scope, rows } of globe.store.everyCollection(schedules)) {
    for (const row of rows.range()) scheduleNext(globe, scope, row);
  }
}

function run(globe: Globe, scope: Scope, groupName: string, name: string, dueAt: number): void {
  const row = schedulesOf(globe, scope, groupName).get(name);
  // Changed, disabled or deleted since.
  if (row?.next?.dueAt !== dueAt || row.state !== 'ENABLED') return;
  const { next: _done, ...rest } = row;
  // Runs that were missed while the globe was stopped are not made up for.
  const next = plannedRun(globe, row, dueAfter(row, Math.max(dueAt, globe.clock.now() - row.windowMinutes * 60_000)));
  const after: ScheduleRow = { ...rest, ...(next && { next }) };
  const cause = globe.causes.begin('schedule', `schedule ${groupName}/${name}`);
  globe.store.step(cause, () => {
    schedulesOf(globe, scope, groupName).put(after);
    startInvocation(globe, scope, row, { scheduledAt: dueAt, last: next === undefined, cause });
  });
  scheduleNext(globe, scope, after);
}
