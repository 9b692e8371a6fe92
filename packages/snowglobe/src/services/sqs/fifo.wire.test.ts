import { SendMessageCommand, type SendMessageRequest } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SqsGlobe, startSqs } from './sqs-test-globe.ts';

let globe: SqsGlobe;
let url: string;
let count = 0;

beforeAll(async () => {
  globe = await startSqs();
});

afterAll(() => globe.stop());

beforeEach(async () => {
  count += 1;
  url = await globe.queue(`q${count}.fifo`, { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
});

const send = (MessageGroupId: string, MessageBody: string, more: Partial<SendMessageRequest> = {}) =>
  globe.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageGroupId, MessageBody, ...more }));

async function sendAll(...bodies: string[]) {
  for (const body of bodies) await send(body.charAt(0), body);
}

describe('order', () => {
  it('is kept within a group, whose messages come together', async () => {
    await sendAll('a1', 'b1', 'a2', 'b2', 'a3');
    expect(await globe.bodies(url)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
  });

  it('holds a group back while one of its messages is in flight', async () => {
    await sendAll('a1', 'a2', 'b1');
    const [first] = await globe.receive(url, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('a1');
    expect(await globe.bodies(url)).toEqual(['b1']);
    await globe.delete(url, first);
    expect(await globe.bodies(url)).toEqual(['a2']);
  });

  it('begins anew with the message whose visibility timeout is over', async () => {
    await sendAll('a1', 'a2');
    await globe.receive(url, { MaxNumberOfMessages: 1 });
    await globe.advance(30_000);
    expect(await globe.bodies(url)).toEqual(['a1', 'a2']);
  });

  it('gives rising sequence numbers, also after the queue was emptied', async () => {
    const first = await send('a', 'a1');
    await globe.delete(url, (await globe.receive(url))[0]);
    const second = await send('a', 'a2');
    expect(first.SequenceNumber).toMatch(/^\d{20}$/);
    expect(BigInt(second.SequenceNumber ?? 0)).toBeGreaterThan(BigInt(first.SequenceNumber ?? 0));
  });

  it('wakes a long poll when the message in flight is deleted', async () => {
    await sendAll('a1', 'a2');
    const [first] = await globe.receive(url, { MaxNumberOfMessages: 1 });
    const waiting = globe.bodies(url, { WaitTimeSeconds: 20 });
    await globe.settle();
    await globe.delete(url, first);
    expect(await waiting).toEqual(['a2']);
  });
});

describe('deduplication', () => {
  it('by content takes the same body once in five minutes, also after it was deleted', async () => {
    const first = await send('a', 'same');
    await globe.delete(url, (await globe.receive(url))[0]);
    const second = await send('a', 'same');
    expect(second.MessageId).toBe(first.MessageId);
    expect(second.SequenceNumber).toBe(first.SequenceNumber);
    expect(await globe.bodies(url)).toEqual([]);
    await globe.advance(299_999);
    await send('a', 'same');
    expect(await globe.bodies(url)).toEqual([]);
    await globe.advance(1);
    await send('a', 'same');
    expect(await globe.bodies(url)).toEqual(['same']);
  });

  it('by explicit id does not look at the body', async () => {
    await send('a', 'one', { MessageDeduplicationId: 'id' });
    await send('b', 'two', { MessageDeduplicationId: 'id' });
    expect(await globe.bodies(url)).toEqual(['one']);
  });

  it('per message group takes the same id once in each group', async () => {
    url = await globe.queue(`groups${count}.fifo`, {
      FifoQueue: 'true',
      ContentBasedDeduplication: 'true',
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
    await send('a', 'same');
    await send('b', 'same');
    await send('a', 'same');
    expect(await globe.bodies(url)).toEqual(['same', 'same']);
  });

  it('needs an id or content-based deduplication', async () => {
    url = await globe.queue(`explicit${count}.fifo`, { FifoQueue: 'true' });
    await expect(send('a', 'x')).rejects.toThrow(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  });
});

describe('a FIFO queue', () => {
  it('needs a group', async () => {
    await expect(globe.send(url, 'x')).rejects.toThrow('The request must contain the parameter MessageGroupId.');
  });

  it('takes no delay of a single message', async () => {
    await expect(send('a', 'x', { DelaySeconds: 5 })).rejects.toThrow(
      'Value 5 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
    );
  });

  it('refuses a receipt handle whose visibility timeout is over', async () => {
    await sendAll('a1');
    const [message] = await globe.receive(url);
    await globe.advance(30_000);
    await expect(globe.delete(url, message)).rejects.toThrow('Reason: The receipt handle has expired.');
  });

  it('gives the same messages again for the same receive attempt id', async () => {
    await sendAll('a1', 'b1');
    const attempt = { ReceiveRequestAttemptId: 'attempt', MaxNumberOfMessages: 1 };
    const [first] = await globe.receive(url, attempt);
    const [again] = await globe.receive(url, attempt);
    expect(again?.ReceiptHandle).toBe(first?.ReceiptHandle);
    expect(await globe.bodies(url)).toEqual(['b1']);
  });

  it('shows group, deduplication id and sequence number', async () => {
    const { SequenceNumber } = await send('a', 'x', { MessageDeduplicationId: 'id' });
    const [message] = await globe.receive(url, { MessageSystemAttributeNames: ['All'] });
    expect(message?.Attributes).toMatchObject({ MessageGroupId: 'a', MessageDeduplicationId: 'id', SequenceNumber });
  });
});

it('keeps a group id on a standard queue without ordering by it', async () => {
  const standard = await globe.queue(`fair${count}`);
  await globe.send(standard, 'one', { MessageGroupId: 'tenant' });
  await globe.send(standard, 'two', { MessageGroupId: 'tenant' });
  await globe.receive(standard, { MaxNumberOfMessages: 1 });
  const [second] = await globe.receive(standard, { MessageSystemAttributeNames: ['All'] });
  expect(second?.Body).toBe('two');
  expect(second?.Attributes?.MessageGroupId).toBe('tenant');
});
