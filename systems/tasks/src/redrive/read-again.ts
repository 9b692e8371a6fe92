import type { LogImage } from '../consumers/log-image.ts';
import type { FailedBatch } from './dead-letter.ts';
import { dynamoRecordOf, kinesisRecordOf, type StreamRecord } from './records.ts';

/** Reads on from a place in a stream. `records` is empty when there is nothing (yet); no `next` at the end of a shard. */
export interface StreamReader {
  start(batch: FailedBatch): Promise<string | undefined>;
  read(iterator: string): Promise<{ readonly records: readonly StreamRecord[]; readonly next?: string | undefined }>;
  /** Whether an error says that the records have left the stream. */
  isGone(error: unknown): boolean;
}

export interface RecordSources {
  readonly streams: Readonly<Record<FailedBatch['stream'], StreamReader>>;
  /** Items of the event log that were recorded in this time. */
  readonly recordedBetween: (fromMs: number, untilMs: number) => Promise<readonly LogImage[]>;
}

/** How much earlier an event may have been recorded than it arrived on the stream: publishing may have been retried. */
const publishingTookMs = 60 * 60 * 1000;

/** Streams may answer with nothing though records follow. */
const emptyReadsAtMost = 5;

/**
 * The records of a failed batch: from the stream, or, when they have left it, from the event log. The log knows no
 * sequence numbers of streams, so it gives all events of that time; consumers recognise what they did already.
 */
export async function readAgain(batch: FailedBatch, sources: RecordSources): Promise<readonly StreamRecord[]> {
  const records = await fromStream(batch, sources.streams[batch.stream]);
  if (records !== undefined) return records;
  const images = await sources.recordedBetween(batch.firstArrivalMs - publishingTookMs, batch.lastArrivalMs);
  return images.map<StreamRecord>(batch.stream === 'dynamodb' ? dynamoRecordOf : kinesisRecordOf);
}

/** Undefined when the batch is no longer there, or not whole. */
async function fromStream(batch: FailedBatch, reader: StreamReader): Promise<readonly StreamRecord[] | undefined> {
  try {
    const records = await readBatch(batch, reader);
    const [first, last] = [records.at(0), records.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const isWhole =
      sequenceNumberOf(first) === batch.startSequenceNumber && sequenceNumberOf(last) === batch.endSequenceNumber;
    return isWhole ? records : undefined;
  } catch (error) {
    if (reader.isGone(error)) return undefined;
    throw error;
  }
}

async function readBatch(batch: FailedBatch, reader: StreamReader): Promise<readonly StreamRecord[]> {
  const end = BigInt(batch.endSequenceNumber);
  const found: StreamRecord[] = [];
  let iterator = await reader.start(batch);
  let emptyReads = 0;
  while (iterator !== undefined && emptyReads < emptyReadsAtMost) {
    const { records, next } = await reader.read(iterator);
    const wanted = records.filter((record) => BigInt(sequenceNumberOf(record)) <= end);
    found.push(...wanted);
    const last = found.at(-1);
    const isComplete = last !== undefined && sequenceNumberOf(last) === batch.endSequenceNumber;
    if (isComplete || wanted.length < records.length) return found;
    emptyReads = records.length === 0 ? emptyReads + 1 : 0;
    iterator = next;
  }
  return found;
}

function sequenceNumberOf(record: StreamRecord): string {
  return 'dynamodb' in record ? record.dynamodb.SequenceNumber : record.kinesis.sequenceNumber;
}
