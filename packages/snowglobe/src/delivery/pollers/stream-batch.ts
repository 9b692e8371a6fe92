import { createHash } from 'node:crypto';
import type { StreamRecord } from '../../contract/event-source.ts';
import type { CheckpointRow } from '../tables.ts';
import { maximumPayloadBytes, readChunk } from './limits.ts';
import type { RecordFilter } from './record-filter.ts';
import { isBefore } from './sequence-order.ts';

/** What a lane may take next. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  /** Everything up to here was looked at: the batch's records and those that were filtered out. */
  readonly position: string;
  /** No more records belong to this batch, however long one waits. */
  readonly full: boolean;
  /** The shard is closed and there is nothing behind `position`. */
  readonly finished: boolean;
}

export interface BatchRules {
  readonly batchSize: number;
  readonly passes: RecordFilter;
  /** Which of so many lanes of the shard this is. */
  readonly lane: { readonly index: number; readonly of: number };
}

/** Reads the source behind a position. */
export type ReadShard = (
  after: string,
  limit: number,
) => { readonly records: readonly StreamRecord[]; readonly finished: boolean };

/** Records of one partition key always come to the same lane. */
function laneOf(partitionKey: string, lanes: number): number {
  return lanes === 1 ? 0 : createHash('md5').update(partitionKey).digest().readUInt32BE(0) % lanes;
}

const eventBytes = (record: StreamRecord) => Buffer.byteLength(JSON.stringify(record.event)) + 1;

/** `{"Records":[]}` */
const envelopeBytes = 14;

/** Collects the next batch behind a checkpoint, up to its size, its payload and the end that an earlier failure set. */
export function collectBatch(read: ReadShard, checkpoint: CheckpointRow, rules: BatchRules): StreamBatch {
  const [end] = checkpoint.batchEnds;
  const records: StreamRecord[] = [];
  let position = checkpoint.position;
  let bytes = envelopeBytes;
  // A read builds events, so it asks for no more than the batch may need; where filters leave much out, for ever more.
  for (let limit = rules.batchSize * rules.lane.of; ; limit *= 2) {
    const size = Math.min(limit, readChunk);
    const { records: chunk, finished } = read(position, size);
    for (const record of chunk) {
      if (end !== undefined && isBefore(end, record.sequenceNumber))
        return { records, position: end, full: true, finished: false };
      if (laneOf(record.partitionKey, rules.lane.of) === rules.lane.index && rules.passes(record.event)) {
        bytes += eventBytes(record);
        if (records.length > 0 && bytes > maximumPayloadBytes)
          return { records, position, full: true, finished: false };
        records.push(record);
      }
      position = record.sequenceNumber;
      if (records.length === rules.batchSize || position === end)
        return { records, position, full: true, finished: false };
    }
    if (chunk.length < size) return { records, position, full: finished, finished };
  }
}

/** The leading records that are too old to be delivered. */
export function expiredRecords(records: readonly StreamRecord[], now: number, maximumAgeSeconds: number): number {
  if (maximumAgeSeconds < 0) return 0;
  const first = records.findIndex((record) => now - record.arrivedAt <= maximumAgeSeconds * 1_000);
  return first === -1 ? records.length : first;
}
