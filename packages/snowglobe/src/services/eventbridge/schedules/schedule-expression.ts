import { Cron } from 'croner';

/** When something is due, again and again, or once. Instants are epoch ms. */
export interface Schedule {
  /** The first instant after one; undefined: never again. A rate counts from `anchorAt`, which is one of its instants. */
  nextAfter(at: number, anchorAt: number): number | undefined;
}

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Parses `rate(...)` or `cron(...)`; undefined when it is neither. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
export function parseSchedule(text: string, timeZone = 'UTC'): Schedule | undefined {
  const [, kind, inside = ''] = /^(rate|cron)\(([^()]*)\)$/.exec(text) ?? [];
  if (kind === 'rate') return parseRate(inside);
  return kind === 'cron' ? parseCron(inside, timeZone) : undefined;
}

function parseRate(text: string): Schedule | undefined {
  const [, digits, unit = '', plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const count = Number(digits);
  const ms = unitMs[unit];
  if (ms === undefined || !(count >= 1) || (count === 1) !== (plural === '')) return undefined;
  const everyMs = count * ms;
  return { nextAfter: (at, anchorAt) => anchorAt + (Math.floor((at - anchorAt) / everyMs) + 1) * everyMs };
}

/** AWS's six fields: one of day-of-month and day-of-week is `?`, Sunday is 1. */
function parseCron(text: string, timeZone: string): Schedule | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6 || (fields[2] === '?') === (fields[4] === '?')) return undefined;
  try {
    const cron = new Cron(`0 ${fields.join(' ')}`, {
      timezone: timeZone,
      alternativeWeekdays: true,
      sloppyRanges: true,
      mode: '7-part',
      domAndDow: false,
    });
    return { nextAfter: (at) => nextRun(cron, at) };
  } catch {
    return undefined;
  }
}

/**
 * A local time that the clocks skip is no run: the library moves it behind the gap, where its own pattern does not match.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
function nextRun(cron: Cron, at: number): number | undefined {
  for (let run = cron.nextRun(new Date(at)); run !== null; run = cron.nextRun(run)) {
    if (cron.match(run)) return run.getTime();
  }
  return undefined;
}
