import { PublishCommand } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
beforeAll(async () => {
  globe = await startSns();
});
afterAll(() => globe.stop());

const send = (TopicArn: string, Message: string, MessageGroupId: string, MessageDeduplicationId?: string) =>
  globe.sns.send(new PublishCommand({ TopicArn, Message, MessageGroupId, MessageDeduplicationId }));

test('messages of a group arrive in the order of publication', async () => {
  const topicArn = await globe.topic('order.fifo', { FifoTopic: 'true', ContentBasedDeduplication: 'true' });
  const queue = await globe.queue('order.fifo', { FifoQueue: 'true' });
  await globe.subscribe(topicArn, 'sqs', queue.arn, { Attributes: { RawMessageDelivery: 'true' } });
  const numbers = ['1', '2', '3', '4', '5'];
  const sequence: string[] = [];
  for (const text of numbers) sequence.push((await send(topicArn, text, 'g')).SequenceNumber ?? '');
  expect(sequence).toEqual(sequence.toSorted());
  expect(sequence[0]).toMatch(/^\d{20}$/);
  const messages = await globe.received(queue);
  expect(messages.map((message) => message.Body)).toEqual(numbers);
  expect(messages[0]?.Attributes).toMatchObject({ MessageGroupId: 'g' });
});

test('the same message within five minutes is accepted and not delivered', async () => {
  const topicArn = await globe.topic('once.fifo', { FifoTopic: 'true' });
  const queue = await globe.queue('once');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  const first = await send(topicArn, 'one', 'g', 'id');
  const second = await send(topicArn, 'other', 'h', 'id');
  expect(second.MessageId).toBe(first.MessageId);
  expect(await globe.notified(queue)).toEqual(['one']);
  await globe.advance(5 * 60_000);
  await send(topicArn, 'later', 'g', 'id');
  expect(await globe.notified(queue)).toContain('later');
});

test('with throughput by group the groups do not hinder each other', async () => {
  const topicArn = await globe.topic('wide.fifo', { FifoTopic: 'true', FifoThroughputScope: 'MessageGroup' });
  const queue = await globe.queue('wide');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  await send(topicArn, 'one', 'g', 'id');
  await send(topicArn, 'two', 'h', 'id');
  expect((await globe.notified(queue)).toSorted()).toEqual(['one', 'two']);
});

test('a notification in an envelope has its sequence number', async () => {
  const topicArn = await globe.topic('envelope.fifo', { FifoTopic: 'true' });
  const queue = await globe.queue('envelope');
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  const { SequenceNumber } = await send(topicArn, 'one', 'g', 'id');
  const [message] = await globe.received(queue);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({ SequenceNumber });
});

test('what a FIFO topic needs', async () => {
  const topicArn = await globe.topic('needs.fifo', { FifoTopic: 'true' });
  await expect(globe.publish(topicArn, 'x')).rejects.toThrow(
    'The MessageGroupId parameter is required for FIFO topics',
  );
  await expect(send(topicArn, 'x', 'g')).rejects.toThrow('should either have ContentBasedDeduplication enabled');
  await expect(globe.subscribe(topicArn, 'email', 'a@b.example')).rejects.toThrow('Invalid protocol type: email');
});

test('a message that cannot arrive is given up on before its successors go on', async () => {
  const topicArn = await globe.topic('blocked.fifo', { FifoTopic: 'true', ContentBasedDeduplication: 'true' });
  const queue = await globe.queue('blocked.fifo', { FifoQueue: 'true', Policy: '' });
  const dead = await globe.queue('blocked-dead.fifo', { FifoQueue: 'true' });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn });
  await globe.subscribe(topicArn, 'sqs', queue.arn, { Attributes: { RedrivePolicy } });
  await send(topicArn, '1', 'g');
  await send(topicArn, '2', 'g');
  expect(await globe.notified(dead)).toEqual(['1', '2']);
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: queue.arn }],
  });
  await globe.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
  await send(topicArn, '3', 'g');
  expect(await globe.notified(queue)).toEqual(['3']);
});

test('groups whose names contain each other do not wait for one another', async () => {
  const topicArn = await globe.topic('names.fifo', { FifoTopic: 'true', ContentBasedDeduplication: 'true' });
  const queue = await globe.queue('names.fifo', { FifoQueue: 'true' });
  await globe.subscribe(topicArn, 'sqs', queue.arn);
  for (const group of ['a', 'a/b', 'a/0', 'a']) await send(topicArn, `${group} ${globe.globe.random.hex(4)}`, group);
  const groups = (await globe.notified(queue)).map((text) => text.split(' ')[0] ?? '');
  expect(groups.toSorted()).toEqual(['a', 'a', 'a/0', 'a/b']);
});
