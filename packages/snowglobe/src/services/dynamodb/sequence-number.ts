import type { Collection } from '../../contract/table.ts';

interface Position {
  /** Epoch ms. */
  readonly at: number;
  readonly count: number;
}

/** The last number given out per collection; rows that a rolled back step took along only leave a gap. */
const lastPositions = new WeakMap<object, Position>();

/**
 * 21 digits, greater than every number given for this collection before: a one, the instant in ms, a count within the instant.
 * So numbers keep rising after older rows are gone and after a restart.
 */
export function nextSequenceNumber<Row extends object>(
  collection: Collection<Row>,
  now: number,
  numberOf: (row: Row) => string,
): string {
  const last = lastPositions.get(collection) ?? lastStored(collection, numberOf);
  const next = last && last.at >= now ? { at: last.at, count: last.count + 1 } : { at: now, count: 0 };
  lastPositions.set(collection, next);
  return formatPosition(next);
}

/** The first number that an instant can have. */
export function sequenceNumberAt(at: number): string {
  return formatPosition({ at, count: 0 });
}

function formatPosition({ at, count }: Position): string {
  return `1${String(at).padStart(13, '0')}${String(count).padStart(7, '0')}`;
}

function lastStored<Row extends object>(
  collection: Collection<Row>,
  numberOf: (row: Row) => string,
): Position | undefined {
  const { value: row } = collection.range({ reverse: true }).next();
  if (!row) return undefined;
  const number = numberOf(row);
  return { at: Number(number.slice(1, 14)), count: Number(number.slice(14, 21)) };
}
