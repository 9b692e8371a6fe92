import { isOneTime, parseExpression } from './expression.ts';
import type { ScheduleRow } from './tables.ts';

type Timing = Pick<ScheduleRow, 'expression' | 'timeZone' | 'startAt' | 'endAt' | 'modifiedAt'>;

/** When a schedule is first due: a rate at its start, a one-time schedule also when its time has passed. */
export function firstDue(row: Timing, now: number): number | undefined {
  const schedule = parseExpression(row.expression, row.timeZone);
  // AWS ignores StartDate and EndDate of one-time schedules.
  if (isOneTime(row.expression)) return schedule.nextAfter(Number.NEGATIVE_INFINITY, now);
  return withinEnd(row, schedule.nextAfter(Math.max(now, row.startAt ?? 0) - 1, anchorOf(row)));
}

/** When it is due after a run; undefined: that was the last one. */
export function dueAfter(row: Timing, at: number): number | undefined {
  return withinEnd(row, parseExpression(row.expression, row.timeZone).nextAfter(at, anchorOf(row)));
}

const anchorOf = ({ startAt, modifiedAt }: Timing): number => startAt ?? modifiedAt;

function withinEnd({ endAt, expression }: Timing, dueAt: number | undefined): number | undefined {
  if (dueAt === undefined || endAt === undefined || isOneTime(expression)) return dueAt;
  return dueAt <= endAt ? dueAt : undefined;
}
