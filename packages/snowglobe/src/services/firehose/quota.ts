import type { Store } from '../../contract/store.ts';
import { type Quota, quotaOf } from './limits.ts';

/** What one stream took in the second that began at `second`. */
interface Use {
  second: number;
  requests: number;
  records: number;
  bytes: number;
}

const usesOf = new WeakMap<Store, Map<string, Use>>();

function useOf(store: Store, streamArn: string, now: number): Use {
  const uses = usesOf.get(store) ?? new Map<string, Use>();
  usesOf.set(store, uses);
  const second = Math.floor(now / 1000);
  const known = uses.get(streamArn);
  if (known?.second === second) return known;
  const use = { second, requests: 0, records: 0, bytes: 0 };
  uses.set(streamArn, use);
  return use;
}

/** How many records of a request a second still has room for; undefined when it has none for the request. */
export function roomFor(use: Omit<Use, 'second'>, quota: Quota, sizes: readonly number[]): number | undefined {
  if (use.requests >= quota.requests) return undefined;
  let { bytes } = use;
  let count = 0;
  for (const size of sizes) {
    if (use.records + count >= quota.records || (bytes > 0 && bytes + size > quota.bytes)) break;
    bytes += size;
    count += 1;
  }
  return count;
}

/** Counts a request of records of these sizes. Returns how many of them are taken; undefined: the request is refused. */
export function countRequest(
  store: Store,
  streamArn: string,
  region: string,
  now: number,
  sizes: readonly number[],
): number | undefined {
  const use = useOf(store, streamArn, now);
  const taken = roomFor(use, quotaOf(region), sizes);
  if (taken === undefined) return undefined;
  use.requests += 1;
  use.records += taken;
  use.bytes += sizes.slice(0, taken).reduce((sum, size) => sum + size, 0);
  return taken;
}
