import {
  CreateStreamCommand,
  type CreateStreamInput,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorInput,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  type PutRecordInput,
  type Shard,
} from '@aws-sdk/client-kinesis';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

export const firstShard = 'shardId-000000000000';

export const arnOf = (name: string) => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

/** A globe with a held clock and a Kinesis client, and short words for what the tests do most. */
export interface KinesisGlobe extends TestGlobe {
  readonly kinesis: KinesisClient;
  create(StreamName: string, more?: Partial<CreateStreamInput>): Promise<void>;
  put(
    StreamName: string,
    text: string,
    more?: Partial<PutRecordInput>,
  ): Promise<{ ShardId: string; SequenceNumber: string }>;
  iterator(StreamName: string, more?: Partial<GetShardIteratorInput>): Promise<string>;
  /** What GetRecords answers, with the data as texts. */
  read(ShardIterator: string, Limit?: number): Promise<{ texts: string[]; next: string | undefined; behind: number }>;
  /** The texts of a shard from its beginning. */
  texts(StreamName: string, ShardId?: string): Promise<string[]>;
  shards(StreamName: string): Promise<Shard[]>;
}

export async function startKinesis(): Promise<KinesisGlobe> {
  const globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  const kinesis = globe.client(KinesisClient);
  const iterator: KinesisGlobe['iterator'] = async (StreamName, more = {}) => {
    const input = { StreamName, ShardId: firstShard, ShardIteratorType: 'TRIM_HORIZON' as const, ...more };
    const answer = await kinesis.send(new GetShardIteratorCommand(input));
    return answer.ShardIterator ?? '';
  };
  const read: KinesisGlobe['read'] = async (ShardIterator, Limit) => {
    const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit }));
    const texts = (answer.Records ?? []).map((record) => Buffer.from(record.Data ?? []).toString());
    return { texts, next: answer.NextShardIterator, behind: answer.MillisBehindLatest ?? 0 };
  };
  return {
    ...globe,
    kinesis,
    async create(StreamName, more = { ShardCount: 1 }) {
      await kinesis.send(new CreateStreamCommand({ StreamName, ...more }));
    },
    async put(StreamName, text, more = {}) {
      const { ShardId = '', SequenceNumber = '' } = await kinesis.send(
        new PutRecordCommand({ StreamName, Data: Buffer.from(text), PartitionKey: 'k', ...more }),
      );
      return { ShardId, SequenceNumber };
    },
    iterator,
    read,
    texts: async (name, ShardId = firstShard) => (await read(await iterator(name, { ShardId }))).texts,
    shards: async (StreamName) => (await kinesis.send(new ListShardsCommand({ StreamName }))).Shards ?? [],
  };
}
