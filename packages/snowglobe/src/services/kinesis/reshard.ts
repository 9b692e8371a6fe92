import { couldNotFindShard, invalidArgument, validation } from './errors.ts';
import { hashOfNumber, keyspace, numberOfHash } from './hash-key.ts';
import { closedShard, isOpen, openShard } from './shard.ts';
import { findShard, type Stream } from './stream.ts';
import type { ShardState } from './tables.ts';

type Shards = readonly ShardState[];

/** Throws ValidationException on an on-demand stream, which reshards itself. */
export function checkProvisioned({ row }: Stream, operation: string): void {
  if (row.mode === 'PROVISIONED') return;
  throw validation(
    `Request is invalid. Stream ${row.name} is in ON_DEMAND mode. ${operation} is not supported for on-demand streams.`,
  );
}

/** Throws ResourceNotFoundException, InvalidArgumentException. */
export function requireOpenShard(stream: Stream, shardId: string): ShardState {
  const shard = findShard(stream, shardId);
  if (!shard) throw couldNotFindShard(shardId, stream.row.name, stream.scope);
  if (!isOpen(shard)) {
    throw invalidArgument(
      `Shard ${shard.shardId} in stream ${stream.row.name} under account ${stream.scope.account} is closed and cannot be resharded.`,
    );
  }
  return shard;
}

const replaced = (shards: Shards, closed: ShardState) =>
  shards.map((shard) => (shard.shardId === closed.shardId ? closed : shard));

/** The shards after one was cut in two, the second beginning at a hash key. */
export function splitAt(shards: Shards, shard: ShardState, key: bigint, now: number): ShardState[] {
  const parent = { parentShardId: shard.shardId };
  const lower = { startHash: shard.startHash, endHash: hashOfNumber(key - 1n) };
  const upper = { startHash: hashOfNumber(key), endHash: shard.endHash };
  return [
    ...replaced(shards, closedShard(shard, now)),
    openShard(shards.length, lower, now, parent),
    openShard(shards.length + 1, upper, now, parent),
  ];
}

/** Whether one shard's hash keys end where the other's begin. */
export function areAdjacent(a: ShardState, b: ShardState): boolean {
  const follows = (left: ShardState, right: ShardState) =>
    numberOfHash(left.endHash) + 1n === numberOfHash(right.startHash);
  return follows(a, b) || follows(b, a);
}

/** The shards after two adjacent ones became one. */
export function merged(shards: Shards, shard: ShardState, adjacent: ShardState, now: number): ShardState[] {
  const [low, high] = shard.startHash < adjacent.startHash ? [shard, adjacent] : [adjacent, shard];
  const closed = replaced(replaced(shards, closedShard(shard, now)), closedShard(adjacent, now));
  const ancestry = { parentShardId: shard.shardId, adjacentParentShardId: adjacent.shardId };
  return [...closed, openShard(shards.length, { startHash: low.startHash, endHash: high.endHash }, now, ancestry)];
}

const byStart = (a: ShardState, b: ShardState) => (a.startHash < b.startHash ? -1 : 1);

const openInOrder = (shards: Shards) => shards.filter(isOpen).sort(byStart);

const lengthOf = (shard: ShardState) => numberOfHash(shard.endHash) - numberOfHash(shard.startHash);

/**
 * The shards after as many splits (each cuts the widest shard in half) or merges (each joins the narrowest pair) as lead to a
 * number of open shards. `UNIFORM_SCALING` on AWS moves towards even ranges by the same two steps.
 */
export function scaled(shards: Shards, target: number, now: number): ShardState[] {
  let result = [...shards];
  for (let open = openInOrder(result); open.length !== target; open = openInOrder(result)) {
    result = open.length < target ? withWidestSplit(result, open, now) : withNarrowestMerged(result, open, now);
  }
  return result;
}

function withWidestSplit(shards: Shards, open: Shards, now: number): ShardState[] {
  const widest = open.reduce((best, shard) => (lengthOf(shard) > lengthOf(best) ? shard : best));
  const middle = (numberOfHash(widest.startHash) + numberOfHash(widest.endHash) + 1n) / 2n;
  return splitAt(shards, widest, middle, now);
}

function withNarrowestMerged(shards: Shards, open: Shards, now: number): ShardState[] {
  let best: readonly [ShardState, ShardState] | undefined;
  let bestLength = keyspace * 2n;
  for (const [index, shard] of open.entries()) {
    const next = open[index + 1];
    if (!next || lengthOf(shard) + lengthOf(next) >= bestLength) continue;
    best = [shard, next];
    bestLength = lengthOf(shard) + lengthOf(next);
  }
  if (!best) throw new Error('a stream with one open shard has no pair to merge');
  return merged(shards, best[0], best[1], now);
}
