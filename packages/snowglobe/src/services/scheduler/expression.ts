import { parseSchedule, type Schedule } from '../eventbridge/schedules/schedule-expression.ts';
import { validation } from './errors.ts';

/** A one-time, rate or cron expression in a time zone; throws AWS's refusal. */
export function parseExpression(text: string, timeZone: string): Schedule {
  if (!isTimeZone(timeZone)) throw validation(`Invalid ScheduleExpressionTimezone ${timeZone}.`);
  const schedule = parseOneTime(text, timeZone) ?? parseSchedule(withRuleUnit(text), timeZone);
  if (!schedule) throw validation(`Invalid Schedule Expression ${text}.`);
  return schedule;
}

/**
 * A schedule's rate may have either form of its unit, `rate(1 hours)` or `rate(5 minute)`: only a rule's has to agree in number.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#rate-based
 */
function withRuleUnit(text: string): string {
  return text.replace(
    /^rate\((\d+) (minute|hour|day)s?\)$/,
    (_, count, unit) => `rate(${count} ${unit}${Number(count) === 1 ? '' : 's'})`,
  );
}

export const isOneTime = (text: string): boolean => text.startsWith('at(');

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function parseOneTime(text: string, timeZone: string): Schedule | undefined {
  const local = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(text)?.[1];
  const asUtc = local === undefined ? Number.NaN : Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const at = instantOf(asUtc, timeZone);
  return { nextAfter: (after) => (at > after ? at : undefined) };
}

/** The instant at which clocks of a zone show a time; where they skip it, so much later. */
function instantOf(localAsUtc: number, timeZone: string): number {
  const guess = localAsUtc - offsetAt(localAsUtc, timeZone);
  return localAsUtc - offsetAt(guess, timeZone);
}

/** How far a zone's clocks are ahead of UTC, ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const date = `${value('year').padStart(4, '0')}-${value('month')}-${value('day')}`;
  const shown = Date.parse(`${date}T${value('hour')}:${value('minute')}:${value('second')}Z`);
  return shown - Math.floor(at / 1000) * 1000;
}
