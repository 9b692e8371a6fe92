import {
  type _Record,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';

/** What a stream mapping puts on its dead-letter queue: where the records are and when they came, not the records. */
export interface StreamLetter {
  readonly DDBStreamBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly approximateArrivalOfFirstRecord: string;
    readonly approximateArrivalOfLastRecord: string;
    readonly streamArn: string;
  };
}

/** Where a batch is read from: undefined when it is no longer there as a whole. */
export type ReadStream = (letter: StreamLetter) => Promise<readonly DynamoDBRecord[] | undefined>;
/** Items stored from one instant to another, both included, as if they were new in the stream. */
export type ReadTable = (fromMs: number, untilMs: number, streamArn: string) => Promise<readonly DynamoDBRecord[]>;

/**
 * The new items of a letter's batch: from the stream, or, when they have left it after 24 hours, from the table. The table
 * knows no sequence numbers, so it gives everything that was stored in that time: who listens recognises what came before.
 */
export async function readAgain(
  letter: StreamLetter,
  readStream: ReadStream,
  readTable: ReadTable,
): Promise<readonly DynamoDBRecord[]> {
  const records = await readStream(letter);
  if (records !== undefined) return records;
  const { approximateArrivalOfFirstRecord, approximateArrivalOfLastRecord, streamArn } = letter.DDBStreamBatchInfo;
  // The stream knows the second of a write; the storer took the time a moment before it.
  const fromMs = Date.parse(approximateArrivalOfFirstRecord) - storingTakesMs;
  return await readTable(fromMs, Date.parse(approximateArrivalOfLastRecord) + 1000, streamArn);
}

const storingTakesMs = 60_000;
/** A stream may answer with nothing though records follow. */
const emptyReadsAtMost = 5;
const goneErrors = new Set(['TrimmedDataAccessException', 'ResourceNotFoundException']);

export function dynamoStream(client: DynamoDBStreamsClient): ReadStream {
  return async (letter) => {
    try {
      return await readBatch(client, letter);
    } catch (error) {
      if (error instanceof Error && goneErrors.has(error.name)) return undefined;
      throw error;
    }
  };
}

async function readBatch(client: DynamoDBStreamsClient, { DDBStreamBatchInfo }: StreamLetter) {
  const { shardId, startSequenceNumber, endSequenceNumber, streamArn } = DDBStreamBatchInfo;
  const found: _Record[] = [];
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: startSequenceNumber,
    }),
  );
  let iterator = ShardIterator;
  for (let emptyReads = 0; iterator !== undefined && emptyReads < emptyReadsAtMost; ) {
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    found.push(...Records);
    const end = found.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === endSequenceNumber);
    if (end >= 0) return found.slice(0, end + 1).flatMap((record) => asFunctionsSee(record, streamArn));
    emptyReads = Records.length === 0 ? emptyReads + 1 : 0;
    iterator = NextShardIterator;
  }
  return undefined;
}

/** The items hold texts, numbers, lists and maps, which look the same in both worlds. */
function asFunctionsSee({ eventName, dynamodb }: _Record, eventSourceARN: string): DynamoDBRecord[] {
  if (eventName !== 'INSERT') return [];
  const NewImage = (dynamodb?.NewImage ?? {}) as NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;
  return [{ eventName, eventSourceARN, dynamodb: { SequenceNumber: dynamodb?.SequenceNumber ?? '', NewImage } }];
}
