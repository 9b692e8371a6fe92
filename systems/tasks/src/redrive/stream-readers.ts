import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBStreamsClient,
  type _Record as DynamoStreamRecord,
  GetShardIteratorCommand as GetDynamoIterator,
  GetRecordsCommand as GetDynamoRecords,
} from '@aws-sdk/client-dynamodb-streams';
import {
  GetShardIteratorCommand as GetKinesisIterator,
  GetRecordsCommand as GetKinesisRecords,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import type { LogImage } from '../consumers/log-image.ts';
import type { StreamReader } from './read-again.ts';
import type { DynamoRecord } from './records.ts';

/** What streams say of records that have left them, or of shards that have. */
const gone = new Set(['TrimmedDataAccessException', 'ResourceNotFoundException', 'InvalidArgumentException']);
const isGone = (error: unknown) => error instanceof Error && gone.has(error.name);

export function dynamoReader(client: DynamoDBStreamsClient): StreamReader {
  return {
    async start({ streamArn, shardId, startSequenceNumber }) {
      const { ShardIterator } = await client.send(
        new GetDynamoIterator({
          StreamArn: streamArn,
          ShardId: shardId,
          ShardIteratorType: 'AT_SEQUENCE_NUMBER',
          SequenceNumber: startSequenceNumber,
        }),
      );
      return ShardIterator;
    },
    async read(iterator) {
      const { Records = [], NextShardIterator } = await client.send(new GetDynamoRecords({ ShardIterator: iterator }));
      return { records: Records.map(asFunctionsSeeIt), next: NextShardIterator };
    },
    isGone,
  };
}

export function kinesisReader(client: KinesisClient): StreamReader {
  return {
    async start({ streamArn, shardId, startSequenceNumber }) {
      const { ShardIterator } = await client.send(
        new GetKinesisIterator({
          StreamARN: streamArn,
          ShardId: shardId,
          ShardIteratorType: 'AT_SEQUENCE_NUMBER',
          StartingSequenceNumber: startSequenceNumber,
        }),
      );
      return ShardIterator;
    },
    async read(iterator) {
      const answer = await client.send(new GetKinesisRecords({ ShardIterator: iterator }));
      const { Records = [], NextShardIterator, MillisBehindLatest } = answer;
      const records = Records.map((record) => ({
        kinesis: {
          sequenceNumber: record.SequenceNumber ?? '',
          partitionKey: record.PartitionKey ?? '',
          data: Buffer.from(record.Data ?? []).toString('base64'),
        },
      }));
      // A shard gives few answers a second, which its consumers need too: no question whose answer is known.
      const isAtEnd = records.length === 0 && MillisBehindLatest === 0;
      return { records, next: isAtEnd ? undefined : NextShardIterator };
    },
    isGone,
  };
}

/** All items of the event log that were recorded in this time. It reads the whole table: a redrive of old letters is rare. */
export async function recordedBetween(
  client: DynamoDBClient,
  tableName: string,
  fromMs: number,
  untilMs: number,
): Promise<readonly LogImage[]> {
  const images: LogImage[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName: tableName,
      FilterExpression: 'RecordedAt BETWEEN :from AND :until',
      ExpressionAttributeValues: { ':from': { N: String(fromMs) }, ':until': { N: String(untilMs) } },
    },
  );
  for await (const page of pages) images.push(...(page.Items ?? []).map(imageOf));
  return images.sort(bySequence);
}

function bySequence(one: LogImage, other: LogImage): number {
  return Number(one['AggregateIdSequence']?.N) - Number(other['AggregateIdSequence']?.N);
}

function asFunctionsSeeIt(record: DynamoStreamRecord): DynamoRecord {
  const { SequenceNumber = '', Keys = {}, NewImage } = record.dynamodb ?? {};
  return {
    eventName: record.eventName ?? '',
    dynamodb: {
      SequenceNumber,
      Keys: imageOf(Keys),
      ...(NewImage === undefined ? {} : { NewImage: imageOf(NewImage) }),
    },
  };
}

type Attributes = Readonly<Record<string, { readonly S?: string; readonly N?: string; readonly B?: Uint8Array }>>;

/** The SDK gives bytes, functions are given base64 text. */
function imageOf(attributes: object): LogImage {
  return Object.fromEntries(
    Object.entries(attributes as Attributes).map(([name, { S, N, B }]) => {
      if (B !== undefined) return [name, { B: Buffer.from(B).toString('base64') }];
      return [name, S === undefined ? { N: N ?? '' } : { S }];
    }),
  );
}
