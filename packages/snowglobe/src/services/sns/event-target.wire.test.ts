import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '../../contract/principal.ts';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
beforeAll(async () => {
  globe = await startSns();
});
afterAll(() => globe.stop());

const ruleArn = 'arn:aws:events:us-east-1:000000000000:rule/r';
const caller: Principal = {
  kind: 'service',
  service: 'events.amazonaws.com',
  account: '000000000000',
  sourceArn: ruleArn,
};

test('another service publishes when the topic allows it', async () => {
  const TopicArn = await globe.topic('target');
  const queue = await globe.queue('target');
  await globe.subscribe(TopicArn, 'sqs', queue.arn);
  const cause = globe.globe.causes.begin('system', 'test');
  const deliver = async (body: string) =>
    globe.globe.eventTarget(TopicArn)?.deliver(globe.globe, TopicArn, {
      body,
      cause,
      caller,
      parameters: {
        subject: 'Failure',
        messageAttributes: JSON.stringify({ code: { DataType: 'Number', StringValue: '500' } }),
      },
    });
  await expect(deliver('too early')).rejects.toMatchObject({ code: 'AuthorizationError' });
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: TopicArn,
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      },
    ],
  });
  await globe.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: Policy }));
  await deliver('hello');
  const [message] = await globe.received(queue);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    Message: 'hello',
    Subject: 'Failure',
    MessageAttributes: { code: { Type: 'Number', Value: '500' } },
  });
  expect(message?.Body).not.toContain('too early');
});

test('a journey goes on: the message in the queue descends from its publication', async () => {
  const topicArn = await globe.topic('journey');
  const queue = await globe.queue('journey');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  const cause = globe.globe.causes.begin('system', 'test');
  const root: Principal = { kind: 'root', account: '000000000000' };
  await globe.globe.eventTarget(topicArn)?.deliver(globe.globe, topicArn, { body: 'x', cause, caller: root });
  await globe.settle();
  const source = globe.globe.eventSource(queue.arn);
  const [record] = source?.kind === 'queue' ? source.receive(globe.globe, queue.arn, 1) : [];
  expect(record?.cause.trace).toBe(cause.trace);
});

test("a bucket's events are published to the topic that allows it", async () => {
  const TopicArn = await globe.topic('objects');
  const queue = await globe.queue('objects');
  await globe.subscribe(TopicArn, 'sqs', queue.arn, { Attributes: { RawMessageDelivery: 'true' } });
  const s3 = globe.client(S3Client, { forcePathStyle: true });
  const Bucket = 'bucket-of-events';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const TopicConfigurations = [{ TopicArn, Events: ['s3:ObjectCreated:*' as const] }];
  const notify = () =>
    s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { TopicConfigurations } }),
    );
  await expect(notify()).rejects.toMatchObject({ name: 'InvalidArgument' });
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sns:Publish', Resource: TopicArn },
  ];
  const AttributeValue = JSON.stringify({ Version: '2012-10-17', Statement });
  await globe.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue }));
  await notify();
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  const bodies = (await globe.received(queue)).map((message) => JSON.parse(message.Body ?? '') as object);
  expect(bodies).toContainEqual(expect.objectContaining({ Event: 's3:TestEvent' }));
  expect(bodies).toContainEqual({ Records: [expect.objectContaining({ eventName: 'ObjectCreated:Put' })] });
});
