import type { Globe } from '../../contract/globe.ts';
import type { Store } from '../../contract/store.ts';
import { type StreamAddress, streamArn } from './stream.ts';
import { records, streams } from './tables.ts';

type Wake = () => void;

const watchesOf = new WeakMap<Store, Map<string, Set<Wake>>>();

function watchesOn(globe: Globe): Map<string, Set<Wake>> {
  const known = watchesOf.get(globe.store);
  if (known) return known;
  const watches = new Map<string, Set<Wake>>();
  watchesOf.set(globe.store, watches);
  const wakeAll = (address: StreamAddress) => {
    for (const wake of watches.get(streamArn(address)) ?? []) wake();
  };
  globe.store.watch(records, ({ scope, partition, before }) => {
    if (!before) wakeAll({ scope, name: partition.slice(0, partition.indexOf('/')) });
  });
  globe.store.watch(streams, ({ scope, key }) => wakeAll({ scope, name: key }));
  return watches;
}

/** Calls back after each write to the stream and each change of its shards. The callback may not write. */
export function watchStream(globe: Globe, address: StreamAddress, wake: Wake): () => void {
  const watches = watchesOn(globe);
  const key = streamArn(address);
  const wakes = watches.get(key) ?? new Set();
  watches.set(key, wakes);
  wakes.add(wake);
  return () => {
    wakes.delete(wake);
    if (wakes.size === 0) watches.delete(key);
  };
}
