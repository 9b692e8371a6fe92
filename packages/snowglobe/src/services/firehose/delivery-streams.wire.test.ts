import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  ListDeliveryStreamsCommand,
  ListTagsForDeliveryStreamCommand,
  PutRecordBatchCommand,
  PutRecordCommand,
  TagDeliveryStreamCommand,
  UntagDeliveryStreamCommand,
  UpdateDestinationCommand,
} from '@aws-sdk/client-firehose';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';
import { bucketArn, type FirehoseGlobe, processor, roleArn, startAt, startFirehose } from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeAll(async () => {
  globe = await startFirehose();
});

afterAll(() => globe.stop());

const describeStream = (DeliveryStreamName: string) =>
  globe.firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));

it('are described, updated, listed, tagged and deleted', async () => {
  await globe.create('one', { Prefix: 'a/' });
  const DeliveryStreamName = 'one';
  const { DeliveryStreamDescription: made } = await describeStream('one');
  expect(made).toMatchObject({
    DeliveryStreamARN: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/one',
    DeliveryStreamStatus: 'ACTIVE',
    DeliveryStreamType: 'DirectPut',
    VersionId: '1',
    Destinations: [
      { ExtendedS3DestinationDescription: { Prefix: 'a/', BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 } } },
    ],
  });
  const update = new UpdateDestinationCommand({
    DeliveryStreamName,
    CurrentDeliveryStreamVersionId: '1',
    DestinationId: made?.Destinations?.[0]?.DestinationId,
    ExtendedS3DestinationUpdate: { Prefix: 'b/' },
  });
  await globe.firehose.send(update);
  expect((await describeStream('one')).DeliveryStreamDescription).toMatchObject({
    VersionId: '2',
    Destinations: [{ ExtendedS3DestinationDescription: { Prefix: 'b/' } }],
  });
  await expect(globe.firehose.send(update)).rejects.toMatchObject({ name: 'ConcurrentModificationException' });
  await globe.create('two');
  expect(await globe.firehose.send(new ListDeliveryStreamsCommand({ Limit: 1 }))).toMatchObject({
    DeliveryStreamNames: ['one'],
    HasMoreDeliveryStreams: true,
  });
  await expect(globe.create('two')).rejects.toMatchObject({ name: 'ResourceInUseException' });
  const Tags = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  await globe.firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags }));
  await globe.firehose.send(new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys: ['a'] }));
  const tagged = await globe.firehose.send(new ListTagsForDeliveryStreamCommand({ DeliveryStreamName }));
  expect(tagged.Tags).toEqual([{ Key: 'b', Value: '2' }]);
  await globe.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName }));
  await expect(describeStream('one')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Firehose one under account 000000000000 not found.',
  });
});

it('refuse records that are too large', async () => {
  await globe.create('limits');
  const record = (bytes: number) => ({ Data: new Uint8Array(bytes) });
  const one = new PutRecordCommand({ DeliveryStreamName: 'limits', Record: record(1_024_001) });
  await expect(globe.firehose.send(one)).rejects.toMatchObject({ name: expect.stringMatching(/Invalid|Validation/) });
  const Records = Array.from({ length: 5 }, () => record(1_000_000));
  const many = new PutRecordBatchCommand({ DeliveryStreamName: 'limits', Records });
  await expect(globe.firehose.send(many)).rejects.toMatchObject({ name: 'InvalidArgumentException' });
});

it('refuse by name what is not here', async () => {
  const refusal = (message: string) => ({
    name: 'InvalidArgumentException',
    message: expect.stringContaining(message),
  });
  const Processors = [{ Type: 'Decompression' as const }];
  await expect(globe.create('x', { ProcessingConfiguration: { Enabled: true, Processors } })).rejects.toMatchObject(
    refusal('Decompression'),
  );
  await expect(globe.create('x', { RoleARN: 'arn:aws:iam::000000000000:role/none' })).rejects.toMatchObject(
    refusal('unable to assume role'),
  );
});

it('keep buffered records over a restart', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'snowglobe-firehose-'));
  try {
    const first = await startFirehose({ dataFolder, startAt });
    await first.create('events');
    await first.put('events', 'a', 'b');
    await first.create('parts', {
      Prefix: 'parts/!{partitionKeyFromQuery:id}/',
      ErrorOutputPrefix: 'bad/',
      DynamicPartitioningConfiguration: { Enabled: true },
      ProcessingConfiguration: {
        Enabled: true,
        Processors: [
          processor('MetadataExtraction', { MetadataExtractionQuery: '{id: .id}', JsonParsingEngine: 'JQ-1.6' }),
        ],
      },
    });
    await first.put('parts', '{"id":"x"}', '{"id":"y"}');
    await first.settle();
    await first.stop();
    const second = await startTestGlobe({ dataFolder, clock: 'held', startAt: startAt + 1000 });
    await second.advance(300_000);
    await second.settle();
    const { Contents } = await second.client(S3Client).send(new ListObjectsV2Command({ Bucket: 'lake' }));
    expect(Contents?.map(({ Key, Size }) => [Key?.slice(0, 8), Size])).toEqual([
      ['2026/01/', 2],
      ['parts/x/', 10],
      ['parts/y/', 10],
    ]);
    await second.client(FirehoseClient).send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: 'events' }));
    await second.stop();
  } finally {
    rmSync(dataFolder, { recursive: true });
  }
});

it('are made and deleted by stacks', async () => {
  const stacks = globe.client(CloudFormationClient);
  const StackName = 'streams';
  const Properties = {
    DeliveryStreamName: 'of-stack',
    ExtendedS3DestinationConfiguration: { BucketARN: bucketArn, RoleARN: roleArn, CompressionFormat: 'GZIP' },
  };
  const TemplateBody = JSON.stringify({
    Resources: { Stream: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties } },
    Outputs: { Name: { Value: { Ref: 'Stream' } }, Arn: { Value: { 'Fn::GetAtt': ['Stream', 'Arn'] } } },
  });
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  expect(Stacks?.[0]?.StackStatus).toBe('CREATE_COMPLETE');
  expect(Stacks?.[0]?.Outputs?.map((each) => each.OutputValue).sort()).toEqual([
    'arn:aws:firehose:us-east-1:000000000000:deliverystream/of-stack',
    'of-stack',
  ]);
  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  await expect(describeStream('of-stack')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
