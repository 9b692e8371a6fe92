import { midnightAfter } from './lifecycle.ts';
import type { ObjectRow, Restore } from './tables.ts';

const hourMs = 60 * 60 * 1000;

/**
 * How long a restore takes, by storage class and tier: the longest time that AWS names.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html
 */
const restoreMs: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GLACIER: { Expedited: hourMs / 12, Standard: 5 * hourMs, Bulk: 12 * hourMs },
  DEEP_ARCHIVE: { Standard: 12 * hourMs, Bulk: 48 * hourMs },
};

/** The copy that a restore makes; one that is there already only lives longer. Undefined when the class or tier has none. */
export function restoreFor(row: ObjectRow, days: number, tier: string, nowAt: number): Restore | undefined {
  const takesMs = restoreMs[row.storageClass]?.[tier];
  if (takesMs === undefined) return undefined;
  const restored = row.restore !== undefined && row.restore.expiresAt > nowAt;
  const readyAt = restored ? (row.restore?.readyAt ?? nowAt) : nowAt + takesMs;
  return { readyAt, expiresAt: midnightAfter(Math.max(readyAt, nowAt), days) };
}
