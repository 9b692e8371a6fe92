const unitMs = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;

const abbreviations: Readonly<Record<string, keyof typeof unitMs>> = {
  ms: 'millisecond',
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
};

/** Milliseconds, or text such as `90 seconds`, `1 hour`, `5m`, `1 day 2 hours`. */
export type Duration = number | string;

/** A duration in milliseconds. Throws a RangeError that says what it takes. */
export function durationMs(duration: Duration): number {
  if (typeof duration === 'number') return nonNegative(duration, duration);
  const parts = [...duration.matchAll(/([\d.]+)\s*([a-z]+)/gi)];
  const rest = duration.replaceAll(/([\d.]+)\s*([a-z]+)/gi, '').replaceAll(/[\s,]|and/g, '');
  if (parts.length === 0 || rest !== '') throw misread(duration);
  return parts.reduce(
    (total, [, amount, unit]) => total + nonNegative(Number(amount), duration) * unitOf(unit ?? '', duration),
    0,
  );
}

function unitOf(unit: string, duration: Duration): number {
  const name = abbreviations[unit] ?? unit.toLowerCase().replace(/s$/, '');
  if (!Object.hasOwn(unitMs, name)) throw misread(duration);
  return unitMs[name as keyof typeof unitMs];
}

function nonNegative(amount: number, duration: Duration): number {
  if (!(amount >= 0 && Number.isFinite(amount))) throw misread(duration);
  return amount;
}

function misread(duration: Duration): RangeError {
  return new RangeError(
    `'${duration}' is no duration: give milliseconds, or text such as '90 seconds', '1 hour', '2 days'`,
  );
}
