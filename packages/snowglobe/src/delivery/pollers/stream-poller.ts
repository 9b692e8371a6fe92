import type { Shard, StreamSource } from '../../contract/event-source.ts';
import type { EventSourceMappingRow } from '../../contract/event-source-mapping.ts';
import { type CheckpointRow, checkpoints } from '../tables.ts';
import { type MappingContext, type MappingPoller, mappingLabel } from './mapping-context.ts';
import { compileRecordFilter, type RecordFilter } from './record-filter.ts';
import { isBefore } from './sequence-order.ts';
import { StreamLane } from './stream-lane.ts';

/** The lane ids of a shard. */
function lanesOf(shardId: string, factor: number): readonly string[] {
  return factor === 1 ? [shardId] : Array.from({ length: factor }, (_, index) => `${shardId}#${index}`);
}

const shardOfLane = (lane: string) => lane.split('#')[0] ?? lane;

type Start = 'LATEST' | 'TRIM_HORIZON' | { readonly timestamp: number };

/** Where a mapping without checkpoints begins. After a restart `LATEST` is still the moment in which it became enabled. */
function startOf(mapping: EventSourceMappingRow, now: number): Start {
  if (mapping.startingPosition === 'AT_TIMESTAMP') return { timestamp: mapping.startingPositionAt ?? 0 };
  if (mapping.startingPosition === 'LATEST' && mapping.stateChangedAt < now)
    return { timestamp: mapping.stateChangedAt };
  return mapping.startingPosition ?? 'TRIM_HORIZON';
}

/** Polls the shards of a stream for a mapping: parents before children, each shard in order. */
export class StreamPoller implements MappingPoller {
  readonly #context: MappingContext;
  readonly #source: StreamSource;
  readonly #passes: RecordFilter;
  readonly #lanes = new Map<string, StreamLane>();
  /** Where the mapping begins in the shards that were there when it was enabled. */
  readonly #firstPositions: ReadonlyMap<string, string> | undefined;
  #stopWatching = () => {};
  #stopped = false;
  #retired = false;

  /** Construct it in the moment in which the mapping becomes enabled: `LATEST` is everything after it. */
  constructor(context: MappingContext, source: StreamSource) {
    this.#context = context;
    this.#source = source;
    this.#passes = compileRecordFilter(source.eventSource, context.mapping.filterPatterns);
    this.#firstPositions = this.#checkpoints.size > 0 ? undefined : this.#positionsNow();
  }

  start(): void {
    const { globe, mapping } = this.#context;
    this.#stopWatching = this.#source.watch(globe, mapping.eventSourceArn, () => this.#wake());
    globe.scheduler.soon(`delivery: start of ${mappingLabel(this.#context)}`, () => {
      if (this.#stopped || this.#retired) return;
      this.#putFirstCheckpoints();
      this.#openLanes();
      this.#wake();
    });
  }

  async retire(): Promise<void> {
    this.#retired = true;
    this.#stopWatching();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.retire()));
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWatching();
    for (const lane of this.#lanes.values()) lane.stop();
  }

  get #checkpoints() {
    const { globe, scope, mapping } = this.#context;
    return globe.store.collection(checkpoints, scope, mapping.uuid);
  }

  #positionsNow(): ReadonlyMap<string, string> {
    const { globe, mapping } = this.#context;
    const { eventSourceArn: arn } = mapping;
    const at = startOf(mapping, globe.clock.now());
    return new Map(
      this.#source
        .shards(globe, arn)
        .map(({ shardId }) => [shardId, this.#source.startPosition(globe, arn, shardId, at)]),
    );
  }

  #wake(): void {
    const { globe } = this.#context;
    for (const lane of this.#lanes.values()) lane.wake();
    if (this.#missingShards().length === 0) return;
    globe.scheduler.soon(`delivery: new shards of ${mappingLabel(this.#context)}`, () => this.#openLanes());
  }

  /** Shards that may be read now and are not yet. */
  #missingShards(): Shard[] {
    const { globe, mapping } = this.#context;
    const shards = this.#source.shards(globe, mapping.eventSourceArn);
    const known = new Set(shards.map((shard) => shard.shardId));
    return shards.filter(
      ({ shardId, parentShardIds }) =>
        !lanesOf(shardId, mapping.parallelizationFactor).every((lane) => this.#lanes.has(lane)) &&
        parentShardIds.every((parent) => !known.has(parent) || this.#isFinished(parent)),
    );
  }

  #isFinished(shardId: string): boolean {
    const rows = this.#checkpointsOf(shardId);
    return rows.length > 0 && rows.every((row) => row.finished);
  }

  #checkpointsOf(shardId: string): CheckpointRow[] {
    return [...this.#checkpoints.range({ prefix: shardId })].filter((row) => shardOfLane(row.lane) === shardId);
  }

  /** Fixes where the mapping begins, for every shard at once. */
  #putFirstCheckpoints(): void {
    const { globe, mapping } = this.#context;
    const positions = this.#firstPositions;
    if (!positions || positions.size === 0 || this.#checkpoints.size > 0) return;
    const cause = globe.causes.begin('delivery', `first checkpoints of ${mappingLabel(this.#context)}`);
    globe.store.step(cause, () => {
      for (const [shardId, position] of positions) {
        for (const lane of lanesOf(shardId, mapping.parallelizationFactor)) this.#putCheckpoint(lane, position, false);
      }
    });
  }

  #putCheckpoint(lane: string, position: string, finished: boolean): void {
    this.#checkpoints.put({ lane, position, finished, attempts: 0, batchEnds: [] });
  }

  #openLanes(): void {
    if (this.#stopped || this.#retired) return;
    const { mapping } = this.#context;
    for (const { shardId } of this.#missingShards()) {
      const ids = lanesOf(shardId, mapping.parallelizationFactor);
      this.#ensureCheckpoints(shardId, ids);
      for (const [index, lane] of ids.entries()) this.#openLane(shardId, lane, index, ids.length);
    }
  }

  /**
   * A shard that came later is read from its beginning. Where the parallelisation factor changed, every new lane begins where the
   * slowest old one stands.
   */
  #ensureCheckpoints(shardId: string, lanes: readonly string[]): void {
    const { globe } = this.#context;
    const existing = this.#checkpointsOf(shardId);
    if (existing.length === lanes.length && existing.every((row) => lanes.includes(row.lane))) return;
    const unfinished = existing.filter((row) => !row.finished).map((row) => row.position);
    const position = unfinished.reduce((least, other) => (isBefore(other, least) ? other : least), unfinished[0] ?? '');
    const finished = existing.length > 0 && unfinished.length === 0;
    const cause = globe.causes.begin('delivery', `checkpoints of ${shardId} of ${mappingLabel(this.#context)}`);
    globe.store.step(cause, () => {
      for (const row of existing) this.#checkpoints.delete(row.lane);
      for (const lane of lanes) this.#putCheckpoint(lane, position, finished);
    });
  }

  #openLane(shardId: string, lane: string, index: number, of: number): void {
    const opened = new StreamLane({
      context: this.#context,
      source: this.#source,
      shardId,
      lane,
      rules: { batchSize: this.#context.mapping.batchSize, passes: this.#passes, lane: { index, of } },
      onFinished: () => this.#wake(),
    });
    this.#lanes.set(lane, opened);
    opened.wake();
  }
}
