import {
  type _Record,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';

/** What a stream mapping puts on its dead-letter queue: where the records are, not the records. */
export interface StreamLetter {
  readonly DDBStreamBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly streamArn: string;
  };
}

/** Reads the new items of a letter's batch again. Throws when they have left the stream, which they do after 24 hours. */
export async function readAgain(client: DynamoDBStreamsClient, letter: StreamLetter): Promise<DynamoDBRecord[]> {
  const { shardId, startSequenceNumber, endSequenceNumber, streamArn } = letter.DDBStreamBatchInfo;
  const last = BigInt(endSequenceNumber);
  const found: DynamoDBRecord[] = [];
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: startSequenceNumber,
    }),
  );
  let iterator = ShardIterator;
  while (iterator !== undefined) {
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
    const wanted = Records.filter(({ dynamodb }) => BigInt(dynamodb?.SequenceNumber ?? 0) <= last);
    found.push(
      ...wanted.filter(({ eventName }) => eventName === 'INSERT').map((record) => asFunctionsSee(record, streamArn)),
    );
    iterator = Records.length === 0 || wanted.length < Records.length ? undefined : NextShardIterator;
  }
  if (found.length === 0) throw new Error(`the records of ${shardId} from ${startSequenceNumber} are no longer there`);
  return found;
}

/** The items hold texts, numbers, lists and maps, which look the same in both worlds. */
function asFunctionsSee({ eventName, dynamodb }: _Record, eventSourceARN: string): DynamoDBRecord {
  return {
    ...(eventName === undefined ? {} : { eventName }),
    eventSourceARN,
    dynamodb: {
      SequenceNumber: dynamodb?.SequenceNumber ?? '',
      NewImage: (dynamodb?.NewImage ?? {}) as NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>,
    },
  };
}
