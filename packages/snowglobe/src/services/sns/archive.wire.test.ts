import {
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
const startAt = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
const ArchivePolicy = '{"MessageRetentionPeriod":"2"}';

beforeAll(async () => {
  globe = await startSns();
});

afterAll(() => globe.stop());

const send = (TopicArn: string, Message: string, MessageGroupId = 'g') =>
  globe.sns.send(new PublishCommand({ TopicArn, Message, MessageGroupId }));

const archived = (name: string) =>
  globe.topic(`${name}.fifo`, { FifoTopic: 'true', ContentBasedDeduplication: 'true', ArchivePolicy });

const topicAttributes = async (TopicArn: string) =>
  (await globe.sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};
const subscriptionAttributes = async (SubscriptionArn: string) =>
  (await globe.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes ?? {};

const replay = (from: number, to?: number) =>
  JSON.stringify({
    PointType: 'Timestamp',
    StartingPoint: new Date(from).toISOString(),
    ...(to !== undefined && { EndingPoint: new Date(to).toISOString() }),
  });

test('a late subscriber gets what its replay policy asks for, marked, in order, and then what is new', async () => {
  const topicArn = await archived('kept');
  expect(await topicAttributes(topicArn)).toMatchObject({
    ArchivePolicy,
    BeginningArchiveTime: '2026-01-01T00:00:00.000Z',
  });
  await send(topicArn, '{"n":1}');
  await globe.advance(60_000);
  const { MessageId } = await send(topicArn, '{"n":2}');
  await send(topicArn, '{"n":3,"kind":"other"}');
  const queue = await globe.queue('late');
  const arn = await globe.subscribe(topicArn, 'sqs', queue.arn, {
    Attributes: {
      ReplayPolicy: replay(startAt + 60_000),
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: '{"kind":[{"exists":false}]}',
    },
  });
  await send(topicArn, '{"n":4}');
  const bodies = (await globe.received(queue)).map(({ Body }) => JSON.parse(Body ?? '') as Record<string, unknown>);
  expect(bodies).toMatchObject([
    { Message: '{"n":2}', Replayed: true, MessageId, Timestamp: '2026-01-01T00:01:00.000Z' },
    { Message: '{"n":4}' },
  ]);
  expect(bodies[1]).not.toHaveProperty('Replayed');
  expect(await subscriptionAttributes(arn)).toMatchObject({ ReplayStatus: 'Completed' });
});

test('a replay ends where its policy says, keeps to the retention, and can be asked for again', async () => {
  const topicArn = await archived('short');
  const queue = await globe.queue('short');
  const arn = await globe.subscribe(topicArn, 'sqs', queue.arn);
  const began = globe.globe.clock.now();
  await send(topicArn, 'old');
  await globe.advance(dayMs);
  await send(topicArn, 'middle');
  await globe.advance(dayMs + 1);
  await send(topicArn, 'new');
  await globe.received(queue);
  const again = (ReplayPolicy: string) =>
    globe.sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: arn,
        AttributeName: 'ReplayPolicy',
        AttributeValue: ReplayPolicy,
      }),
    );
  await again(replay(began, began + dayMs));
  expect(await globe.notified(queue)).toEqual(['middle']);
  await again('');
  expect(await subscriptionAttributes(arn)).not.toHaveProperty('ReplayPolicy');
  await expect(again('{"PointType":"Beginning"}')).rejects.toThrow('PointType');
});

test('an archive belongs to a FIFO topic, and goes before the topic', async () => {
  await expect(globe.topic('plain', { ArchivePolicy })).rejects.toThrow('ArchivePolicy');
  const fifo = { FifoTopic: 'true', ArchivePolicy: '{"MessageRetentionPeriod":"999"}' };
  await expect(globe.topic('long.fifo', fifo)).rejects.toThrow('from 1 to 365');
  const bare = await globe.topic('bare.fifo', { FifoTopic: 'true' });
  const queue = await globe.queue('bare');
  const Attributes = { ReplayPolicy: replay(startAt) };
  await expect(globe.subscribe(bare, 'sqs', queue.arn, { Attributes })).rejects.toThrow('no ArchivePolicy');
  const TopicArn = await archived('gone');
  await expect(globe.sns.send(new DeleteTopicCommand({ TopicArn }))).rejects.toThrow('active ArchivePolicy');
  const off = { TopicArn, AttributeName: 'ArchivePolicy', AttributeValue: '{}' };
  await globe.sns.send(new SetTopicAttributesCommand(off));
  await globe.sns.send(new DeleteTopicCommand({ TopicArn }));
});
