import type { Store } from '../../contract/store.ts';
import { shardLimits } from './limits.ts';

/** What one shard did in the second that began at `second`. */
interface Use {
  second: number;
  bytes: number;
  records: number;
  reads: number;
  /** Until when a large read has used up the shard's reading. */
  readBusyUntil: number;
}

const usesOf = new WeakMap<Store, Map<string, Use>>();

function useOf(store: Store, shardKey: string, now: number): Use {
  const uses = usesOf.get(store) ?? new Map<string, Use>();
  usesOf.set(store, uses);
  const second = Math.floor(now / 1_000);
  const known = uses.get(shardKey);
  if (known?.second === second) return known;
  const use = { second, bytes: 0, records: 0, reads: 0, readBusyUntil: known?.readBusyUntil ?? 0 };
  uses.set(shardKey, use);
  return use;
}

/** Counts a write of so many bytes; false when the shard's second is used up. */
export function mayWrite(store: Store, shardKey: string, now: number, bytes: number): boolean {
  const use = useOf(store, shardKey, now);
  if (use.records >= shardLimits.writeRecordsPerSecond) return false;
  if (use.bytes > 0 && use.bytes + bytes > shardLimits.writeBytesPerSecond) return false;
  use.records += 1;
  use.bytes += bytes;
  return true;
}

/** Counts a read; false when the shard was read too often this second or gave too much in the seconds before. */
export function mayRead(store: Store, shardKey: string, now: number): boolean {
  const use = useOf(store, shardKey, now);
  if (use.readBusyUntil > now || use.reads >= shardLimits.readCallsPerSecond) return false;
  use.reads += 1;
  return true;
}

/** Tells how much a read gave: 2 MiB a second go out of a shard, more must wait. */
export function countRead(store: Store, shardKey: string, now: number, bytes: number): void {
  if (bytes <= shardLimits.readBytesPerSecond) return;
  useOf(store, shardKey, now).readBusyUntil = now + (bytes / shardLimits.readBytesPerSecond) * 1_000;
}
