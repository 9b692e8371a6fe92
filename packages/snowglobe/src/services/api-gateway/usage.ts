import type { QuotaSettings, Usage } from '@aws-sdk/client-api-gateway';
import { badRequest } from './errors.ts';
import { limits } from './limits.ts';
import type { UsagePlanRow, UsageRow } from './tables.ts';

const dayMs = 86_400_000;
type Days = NonNullable<UsageRow['days']>;

/** Periods begin at midnight UTC: of the day, of Sunday, of the month's first day. */
export function periodStartOf(period: QuotaSettings['period'], now: number): number {
  const at = new Date(now);
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  if (period === 'MONTH') return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  return period === 'WEEK' ? day - at.getUTCDay() * dayMs : day;
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The days with one more request; the oldest are forgotten. */
export function withRequest(days: Days = {}, now: number, remaining: number): Days {
  const day = dayOf(now);
  const counted = { ...days, [day]: [(days[day]?.[0] ?? 0) + 1, remaining] as const };
  const ordered = Object.entries(counted).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(ordered.slice(-limits.usageDays));
}

/** The row with another remainder for its period. */
export function withRemaining(row: UsageRow, quota: QuotaSettings, now: number, remaining: number): UsageRow {
  const day = dayOf(now);
  const days = { ...row.days, [day]: [row.days?.[day]?.[0] ?? 0, remaining] as const };
  return { ...row, periodStart: periodStartOf(quota.period, now), used: (quota.limit ?? 0) - remaining, days };
}

export interface DayRange {
  readonly startDate?: string | undefined;
  readonly endDate?: string | undefined;
}

/** For each key, `[used, remaining]` of each day. Only plans with a quota count. */
export function usageOf(
  plan: UsagePlanRow,
  rows: readonly UsageRow[],
  { startDate = '', endDate = '' }: DayRange,
): Usage {
  const [first, last] = [instantOf(startDate), instantOf(endDate)];
  if (last < first) throw badRequest('Usage end date must not be before its start date');
  if ((last - first) / dayMs > limits.usageDays) throw badRequest(`Usage is told of at most ${limits.usageDays} days`);
  const items = rows.map((row) => [row.keyId, daysOf(plan, row, first, last)]);
  return { usagePlanId: plan.id, startDate, endDate, items: Object.fromEntries(items) as Record<string, number[][]> };
}

function instantOf(date: string): number {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant)) throw badRequest('Invalid date specified, must be YYYY-MM-DD');
  return instant;
}

function daysOf({ quota }: UsagePlanRow, { days = {} }: UsageRow, first: number, last: number): number[][] {
  const limit = quota?.limit ?? 0;
  let remaining = limit;
  const all: number[][] = [];
  for (let at = first; at <= last; at += dayMs) {
    if (periodStartOf(quota?.period, at) === at) remaining = limit;
    const counted = days[dayOf(at)];
    remaining = counted?.[1] ?? remaining;
    all.push([counted?.[0] ?? 0, remaining]);
  }
  return all;
}
