import { CreateDeliveryStreamCommand, DeleteDeliveryStreamCommand } from '@aws-sdk/client-firehose';
import { CreateStreamCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bucketArn, type FirehoseGlobe, roleArn, startFirehose, text } from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
});

afterEach(() => globe.stop());

it('writes what comes into a Kinesis stream after the delivery stream was made', async () => {
  const kinesis = globe.client(KinesisClient);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'clicks', ShardCount: 1 }));
  await globe.pass(60);
  const put = (data: string) =>
    kinesis.send(
      new PutRecordCommand({ StreamName: 'clicks', PartitionKey: 'k', Data: new TextEncoder().encode(data) }),
    );
  await put('before');
  await globe.firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: 'clicks',
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: {
        KinesisStreamARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/clicks',
        RoleARN: roleArn,
      },
      ExtendedS3DestinationConfiguration: { BucketARN: bucketArn, RoleARN: roleArn },
    }),
  );
  await put('a');
  await put('b');
  await globe.settle();
  await globe.pass(300);
  const keys = await globe.keys();
  expect(keys).toHaveLength(1);
  expect(text(await globe.body(keys[0]))).toBe('ab');
  await expect(globe.put('clicks', 'x')).rejects.toThrow('not permitted on KinesisStreamAsSource');
  await globe.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: 'clicks' }));
  await put('late');
  await globe.pass(300);
  expect(await globe.keys()).toHaveLength(1);
});
