import { unsupported } from './errors.ts';

/** An instant as a wall clock shows it: `local` holds its fields where a Date has UTC's. */
interface Moment {
  readonly local: Date;
  readonly offsetMinutes: number;
  readonly zone: string;
}

type Field = (moment: Moment, width: number) => string;

const dayMs = 86_400_000;
const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** Two letters mean the last two digits of a year. */
const year =
  (of: (local: Date) => number): Field =>
  ({ local }, width) =>
    width === 2 ? padded(of(local) % 100, 2) : padded(of(local), width);

const number =
  (of: (local: Date) => number): Field =>
  ({ local }, width) =>
    padded(of(local), width);

const lengths = ['short', 'short', 'short', 'long', 'narrow'] as const;

/** A month or weekday: digits for one or two letters, else its English name, short, long or narrow. */
const named =
  (kind: 'month' | 'weekday', of: (local: Date) => number): Field =>
  ({ local }, width) => {
    if (width < 3) return padded(of(local), width);
    const length = lengths[width - 1] ?? 'long';
    return new Intl.DateTimeFormat('en-US', { [kind]: length, timeZone: 'UTC' }).format(local);
  };

const dayOfYear = (local: Date): number =>
  Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / dayMs) + 1;

/** Weeks as Java counts them in the United States: they begin on Sunday, and the first one has 1 January in it. */
function weekOf(local: Date): { readonly year: number; readonly week: number } {
  const saturday = new Date(local.getTime() + (6 - local.getUTCDay()) * dayMs);
  return { year: saturday.getUTCFullYear(), week: Math.ceil(dayOfYear(saturday) / 7) };
}

const quarterOf = (local: Date): number => Math.floor(local.getUTCMonth() / 3) + 1;
const quarterNames: readonly ((quarter: number) => string)[] = [
  String,
  (quarter) => padded(quarter, 2),
  (quarter) => `Q${quarter}`,
  (quarter) => `${['1st', '2nd', '3rd', '4th'][quarter - 1]} quarter`,
];

/** `+0530` and its like; `Z` for none where the letter says so. */
function offset(minutes: number, width: number, zulu: boolean): string {
  if (minutes === 0 && zulu) return 'Z';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const sign = minutes < 0 ? '-' : '+';
  if (width === 1) return `${sign}${padded(hours, 2)}${rest === 0 ? '' : padded(rest, 2)}`;
  return `${sign}${padded(hours, 2)}${width % 2 === 1 ? ':' : ''}${padded(rest, 2)}`;
}

const zoneName =
  (style: (width: number) => 'short' | 'long' | 'shortOffset' | 'longOffset'): Field =>
  ({ local, offsetMinutes, zone }, width) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style(width) })
      .formatToParts(local.getTime() - offsetMinutes * 60_000)
      .find(({ type }) => type === 'timeZoneName')
      ?.value.replace(/^GMT\+0$/, 'GMT') ?? zone;

const millisecondOfDay = (local: Date): number => local.getTime() - Math.floor(local.getTime() / dayMs) * dayMs;

/** https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html */
const fields: Readonly<Record<string, Field>> = {
  G: (_, width) => (width === 4 ? 'Anno Domini' : 'AD'),
  u: year((local) => local.getUTCFullYear()),
  y: year((local) => local.getUTCFullYear()),
  Y: year((local) => weekOf(local).year),
  D: number(dayOfYear),
  M: named('month', (local) => local.getUTCMonth() + 1),
  L: named('month', (local) => local.getUTCMonth() + 1),
  d: number((local) => local.getUTCDate()),
  Q: ({ local }, width) => quarterNames[width - 1]?.(quarterOf(local)) ?? String(quarterOf(local)),
  q: ({ local }, width) => quarterNames[width - 1]?.(quarterOf(local)) ?? String(quarterOf(local)),
  w: number((local) => weekOf(local).week),
  E: (moment, width) => named('weekday', () => 0)(moment, Math.max(width, 3)),
  e: named('weekday', (local) => local.getUTCDay() + 1),
  a: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  h: number((local) => local.getUTCHours() % 12 || 12),
  K: number((local) => local.getUTCHours() % 12),
  k: number((local) => local.getUTCHours() || 24),
  H: number((local) => local.getUTCHours()),
  m: number((local) => local.getUTCMinutes()),
  s: number((local) => local.getUTCSeconds()),
  S: ({ local }, width) => `${padded(local.getUTCMilliseconds(), 3)}000000`.slice(0, width),
  A: number(millisecondOfDay),
  n: number((local) => local.getUTCMilliseconds() * 1_000_000),
  N: number((local) => millisecondOfDay(local) * 1_000_000),
  V: ({ zone }) => zone,
  z: zoneName((width) => (width === 4 ? 'long' : 'short')),
  O: zoneName((width) => (width === 4 ? 'longOffset' : 'shortOffset')),
  X: ({ offsetMinutes }, width) => offset(offsetMinutes, width, true),
  x: ({ offsetMinutes }, width) => offset(offsetMinutes, width, false),
  Z: ({ offsetMinutes }, width) => offset(offsetMinutes, width === 5 ? 3 : 2, width === 5),
};

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** Undefined when there is no such zone. */
function wallClock(zone: string): Intl.DateTimeFormat | undefined {
  const known = wallClocks.get(zone);
  if (known) return known;
  try {
    const part = 'numeric';
    const fieldsShown = { year: part, month: part, day: part, hour: part, minute: part, second: part } as const;
    const made = new Intl.DateTimeFormat('en-US', { ...fieldsShown, hourCycle: 'h23', timeZone: zone });
    wallClocks.set(zone, made);
    return made;
  } catch {
    return undefined;
  }
}

export const isTimeZone = (zone: string): boolean => wallClock(zone) !== undefined;

function momentIn(zone: string, at: number): Moment {
  if (zone === 'UTC') return { local: new Date(at), offsetMinutes: 0, zone };
  const parts = wallClock(zone)?.formatToParts(at) ?? [];
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const second = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  const local = new Date(second + (((at % 1000) + 1000) % 1000));
  return { local, offsetMinutes: Math.round((local.getTime() - at) / 60_000), zone };
}

/** Formats an instant by a Java pattern: letters are fields, `'text'` is literal. Throws InvalidArgumentException for unknown fields. */
export function formatInstant(pattern: string, at: number, zone = 'UTC'): string {
  const moment = momentIn(zone, at);
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (token, literal: string | undefined) => {
    if (literal !== undefined) return literal === '' ? "'" : literal;
    const field = fields[token.charAt(0)];
    if (!field) throw unsupported(`The field ${token} of a timestamp in a prefix`);
    return field(moment, token.length);
  });
}
