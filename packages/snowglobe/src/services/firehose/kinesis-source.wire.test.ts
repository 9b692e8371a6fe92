import {
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  type ExtendedS3DestinationConfiguration,
} from '@aws-sdk/client-firehose';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStreamCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  bucketArn,
  createFunction,
  type FirehoseGlobe,
  processor,
  roleArn,
  startAt,
  startFirehose,
  text,
} from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
});

afterEach(() => globe.stop());

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/clicks';

async function createSource(): Promise<KinesisClient> {
  const kinesis = globe.client(KinesisClient);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'clicks', ShardCount: 1 }));
  await globe.pass(60);
  return kinesis;
}

const put = (kinesis: KinesisClient, data: string) =>
  kinesis.send(new PutRecordCommand({ StreamName: 'clicks', PartitionKey: 'k', Data: new TextEncoder().encode(data) }));

const create = (destination: Partial<ExtendedS3DestinationConfiguration> = {}) =>
  globe.firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: 'clicks',
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: { KinesisStreamARN: streamArn, RoleARN: roleArn },
      ExtendedS3DestinationConfiguration: { BucketARN: bucketArn, RoleARN: roleArn, ...destination },
    }),
  );

it('writes what comes into a Kinesis stream after the delivery stream was made', async () => {
  const kinesis = await createSource();
  await put(kinesis, 'before');
  await create();
  await put(kinesis, 'a');
  await put(kinesis, 'b');
  await globe.settle();
  await globe.pass(300);
  const keys = await globe.keys();
  expect(keys).toHaveLength(1);
  expect(text(await globe.body(keys[0]))).toBe('ab');
  await expect(globe.put('clicks', 'x')).rejects.toThrow('not permitted on KinesisStreamAsSource');
  await globe.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: 'clicks' }));
  await put(kinesis, 'late');
  await globe.pass(300);
  expect(await globe.keys()).toHaveLength(1);
});

it('tells the function where records come from', async () => {
  const kinesis = await createSource();
  const LambdaArn = await createFunction(
    globe,
    `return { records: event.records.map(({ recordId, kinesisRecordMetadata }) => ({ recordId, result: 'Ok', data:
      Buffer.from(JSON.stringify({ ...kinesisRecordMetadata, from: event.sourceKinesisStreamArn })).toString('base64') })) };`,
  );
  await create({ ProcessingConfiguration: { Enabled: true, Processors: [processor('Lambda', { LambdaArn })] } });
  const { SequenceNumber: sequenceNumber, ShardId: shardId } = await put(kinesis, 'a');
  await globe.settle();
  await globe.pass(300);
  expect(JSON.parse(text(await globe.body((await globe.keys())[0])))).toEqual({
    from: streamArn,
    partitionKey: 'k',
    shardId,
    sequenceNumber,
    subsequenceNumber: 0,
    approximateArrivalTimestamp: startAt + 60_000,
  });
});

it('reads in the name of its role, and waits while that may not', async () => {
  const kinesis = await createSource();
  await create();
  const allow = (...Action: readonly string[]) => {
    const Statement = [{ Effect: 'Allow', Action, Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    return globe
      .client(IAMClient)
      .send(new PutRolePolicyCommand({ RoleName: 'delivery', PolicyName: 'all', PolicyDocument }));
  };
  await allow('s3:*', 'kinesis:DescribeStream', 'kinesis:GetShardIterator');
  await put(kinesis, 'a');
  await globe.pass(600);
  expect(await globe.keys()).toEqual([]);
  await allow('s3:*', 'kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords');
  await globe.pass(60);
  await globe.pass(300);
  expect(await globe.keys()).toHaveLength(1);
});
