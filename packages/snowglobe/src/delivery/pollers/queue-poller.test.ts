import { beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../contract/aws-error.ts';
import { FunctionFailed, fail, type Invoked, PollerWorld, queueArn } from './poller-fakes.ts';

let world: PollerWorld;

beforeEach(async () => {
  world = new PollerWorld();
  await world.run('CreateQueue', { QueueName: 'dead' });
  await world.run('CreateQueue', { QueueName: 'q', Attributes: { VisibilityTimeout: '30' } });
});

const send = (text: string, more: object = {}) =>
  world.run<{ MessageId: string }>('SendMessage', { QueueUrl: 'q', MessageBody: text, ...more });

async function sendAll(...texts: string[]) {
  for (const text of texts) await send(text);
}

async function remaining(queue = 'q') {
  const { Attributes } = await world.run<{ Attributes: Record<string, string> }>('GetQueueAttributes', {
    QueueUrl: queue,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
}

const sizes = () => world.invoked.map((call) => call.texts.length);

describe('a queue mapping', () => {
  it('delivers what is sent at once and deletes it when the function succeeds', async () => {
    world.map({ eventSourceArn: queueArn });
    await world.settle();
    await send('hello');
    await world.settle();
    expect(world.texts()).toEqual(['hello']);
    expect(await remaining()).toBe(0);
    expect(world.mapping?.lastProcessingResult).toBe('OK');
  });

  it('takes at most the batch size', async () => {
    await sendAll(...'abcdefg');
    world.map({ eventSourceArn: queueArn, batchSize: 3 });
    await world.settle();
    expect(sizes()).toEqual([3, 3, 1]);
  });

  it('waits for its window to fill a batch', async () => {
    world.map({ eventSourceArn: queueArn, batchSize: 100, maximumBatchingWindowSeconds: 10 });
    await sendAll('a');
    await world.advance(6_000);
    await sendAll('b');
    await world.advance(3_999);
    expect(world.invoked).toEqual([]);
    await world.advance(1);
    expect(world.texts()).toEqual(['a', 'b']);
  });

  it('delivers a message once whose visibility timeout is over before the window', async () => {
    world.map({ eventSourceArn: queueArn, batchSize: 100, maximumBatchingWindowSeconds: 40 });
    await sendAll('a');
    await world.advance(100_000);
    expect(world.texts()).toEqual(['a']);
  });

  it.each([0, 10])('does not turn in circles on a queue without visibility timeout (window %i s)', async (seconds) => {
    await world.run('SetQueueAttributes', { QueueUrl: 'q', Attributes: { VisibilityTimeout: '0' } });
    world.map({ eventSourceArn: queueArn, maximumBatchingWindowSeconds: seconds });
    await sendAll('a');
    await world.advance(1_000);
    expect(world.invoked.every((call) => call.texts.length === 1)).toBe(true);
  });

  it('deletes what its filters leave out', async () => {
    await sendAll('{"kind":"a"}', '{"kind":"b"}', 'text');
    world.map({ eventSourceArn: queueArn, filterPatterns: ['{"body":{"kind":["a"]}}'] });
    await world.settle();
    expect(world.texts()).toEqual(['{"kind":"a"}']);
    expect(await remaining()).toBe(0);
  });

  it('delivers a failed batch again when its visibility timeout is over, and dead-letters it at last', async () => {
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
      maxReceiveCount: 3,
    });
    await world.run('SetQueueAttributes', { QueueUrl: 'q', Attributes: { RedrivePolicy } });
    world.handler = fail;
    world.map({ eventSourceArn: queueArn });
    await send('poison');
    await world.advance(29_999);
    expect(sizes()).toEqual([1]);
    await world.advance(300_000);
    expect(sizes()).toEqual([1, 1, 1]);
    expect(await remaining()).toBe(0);
    expect(await remaining('dead')).toBe(1);
    expect(world.mapping?.lastProcessingResult).toBe('PROBLEM: Function call failed');
  });

  it('keeps only the messages that the function reports as failed', async () => {
    world.handler = (call) => ({
      batchItemFailures: call.records
        .filter((record) => record.body === 'b')
        .map((record) => ({ itemIdentifier: record.messageId })),
    });
    await sendAll('a', 'b', 'c');
    world.map({ eventSourceArn: queueArn, functionResponseTypes: ['ReportBatchItemFailures'] });
    await world.settle();
    expect(await remaining()).toBe(1);
    world.handler = () => undefined;
    await world.advance(30_000);
    expect(world.texts()).toEqual(['a', 'b', 'c', 'b']);
    expect(await remaining()).toBe(0);
  });

  it('keeps the whole batch when the report cannot be understood', async () => {
    world.handler = () => ({ batchItemFailures: [{ itemIdentifier: 'unknown' }] });
    await sendAll('a', 'b');
    world.map({ eventSourceArn: queueArn, functionResponseTypes: ['ReportBatchItemFailures'] });
    await world.settle();
    expect(await remaining()).toBe(2);
  });

  it('tries a throttled batch again without receiving it again', async () => {
    let refusals = 2;
    world.handler = () => {
      if (refusals-- > 0) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.');
    };
    world.map({ eventSourceArn: queueArn });
    await send('a');
    await world.advance(10_000);
    const counts = world.invoked.map(
      (call) => (call.records[0] as { attributes?: Record<string, string> }).attributes?.ApproximateReceiveCount,
    );
    expect(counts).toEqual(['1', '1', '1']);
    expect(await remaining()).toBe(0);
  });

  it('runs at most its maximum concurrency at once', async () => {
    let running = 0;
    let most = 0;
    world.handler = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await sendAll(...'abcdefghij');
    world.map({ eventSourceArn: queueArn, batchSize: 1, scalingMaximumConcurrency: 2 });
    await world.settle();
    expect(most).toBe(2);
    expect(sizes()).toHaveLength(10);
  });

  it('delivers after a restart what was sent before it', async () => {
    world.map({ eventSourceArn: queueArn });
    await world.settle();
    await world.pollers.stop();
    await send('a');
    await world.restart();
    await world.settle();
    expect(world.texts()).toEqual(['a']);
  });

  it('wakes when a delayed message appears', async () => {
    world.map({ eventSourceArn: queueArn });
    await send('later', { DelaySeconds: 20 });
    await world.advance(19_999);
    expect(world.texts()).toEqual([]);
    await world.advance(1);
    expect(world.texts()).toEqual(['later']);
  });
});

describe('a FIFO queue mapping', () => {
  const fifoArn = `${queueArn}.fifo`;
  const sendTo = (group: string, text: string) =>
    world.run('SendMessage', { QueueUrl: 'q.fifo', MessageBody: text, MessageGroupId: group });

  beforeEach(async () => {
    await world.run('CreateQueue', {
      QueueName: 'q.fifo',
      Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '30' },
    });
  });

  const ofGroup = (group: string) => world.texts().filter((text) => text.startsWith(group));

  it('keeps each group in order while others go on', async () => {
    let failures = 1;
    world.handler = (call: Invoked) => {
      if (call.texts.includes('a1') && failures-- > 0) throw new FunctionFailed();
    };
    world.map({ eventSourceArn: fifoArn, batchSize: 1 });
    for (const text of ['a1', 'a2', 'b1', 'b2']) await sendTo(text.charAt(0), text);
    await world.settle();
    expect(ofGroup('a')).toEqual(['a1']);
    expect(ofGroup('b')).toEqual(['b1', 'b2']);
    await world.advance(30_000);
    expect(ofGroup('a')).toEqual(['a1', 'a1', 'a2']);
  });

  it('does not run two batches of one group at once', async () => {
    const running = new Set<string>();
    world.handler = async (call: Invoked) => {
      const group = call.texts[0]?.charAt(0) ?? '';
      expect(running.has(group)).toBe(false);
      running.add(group);
      await new Promise((resolve) => setImmediate(resolve));
      running.delete(group);
    };
    for (let index = 0; index < 20; index += 1) await sendTo(index % 2 ? 'a' : 'b', `${index % 2 ? 'a' : 'b'}${index}`);
    world.map({ eventSourceArn: fifoArn, batchSize: 1 });
    await world.settle();
    const order = (group: string) => ofGroup(group).map((text) => Number(text.slice(1)));
    expect(order('a')).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    expect(order('b')).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  });
});
