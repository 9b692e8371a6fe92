import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
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
  url = await globe.queue(`q${count}`);
});

const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
  globe.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }));

describe('a message', () => {
  it('arrives with its body, attributes and digests whole', async () => {
    await globe.send(url, 'Zoë 🎉', {
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'order' },
        'size.of-it': { DataType: 'Number.int', StringValue: '12.5' },
        bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255) },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-0-0' } },
    });
    const [message] = await globe.receive(url, {
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    expect(message?.Body).toBe('Zoë 🎉');
    expect(message?.MessageAttributes?.bytes?.BinaryValue).toEqual(Uint8Array.of(0, 255));
    expect(message?.MessageAttributes?.['size.of-it']).toEqual({ DataType: 'Number.int', StringValue: '12.5' });
    expect(message?.Attributes).toEqual({
      SenderId: '000000000000',
      SentTimestamp: String(Date.UTC(2026, 0, 1)),
      ApproximateReceiveCount: '1',
      ApproximateFirstReceiveTimestamp: String(Date.UTC(2026, 0, 1)),
      AWSTraceHeader: 'Root=1-0-0',
    });
  });

  it('shows the attributes that the receiver asks for, by name or by prefix', async () => {
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    await globe.send(url, 'x', { MessageAttributes: { 'a.one': text('1'), 'a.two': text('2'), b: text('3') } });
    const [byPrefix] = await globe.receive(url, { MessageAttributeNames: ['a.*'], VisibilityTimeout: 0 });
    expect(Object.keys(byPrefix?.MessageAttributes ?? {})).toEqual(['a.one', 'a.two']);
    const [none] = await globe.receive(url);
    expect(none?.MessageAttributes).toBeUndefined();
    expect(none?.Attributes).toBeUndefined();
  });

  it('is hidden for the visibility timeout, then received again with a higher count', async () => {
    await globe.send(url, 'x');
    expect(await globe.bodies(url)).toEqual(['x']);
    await globe.advance(29_999);
    expect(await globe.bodies(url)).toEqual([]);
    await globe.advance(1);
    const [again] = await globe.receive(url, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('is delayed by its own or by the queue delay', async () => {
    const slow = await globe.queue(`slow${count}`, { DelaySeconds: '60' });
    await globe.send(slow, 'default');
    await globe.send(slow, 'own', { DelaySeconds: 10 });
    expect((await globe.attributes(slow)).ApproximateNumberOfMessagesDelayed).toBe('2');
    await globe.advance(10_000);
    expect(await globe.bodies(slow)).toEqual(['own']);
    await globe.advance(50_000);
    expect(await globe.bodies(slow)).toEqual(['own', 'default']);
  });

  it('is gone when its retention is over', async () => {
    const short = await globe.queue(`short${count}`, { MessageRetentionPeriod: '60' });
    await globe.send(short, 'x');
    await globe.advance(59_999);
    expect((await globe.attributes(short)).ApproximateNumberOfMessages).toBe('1');
    await globe.advance(1);
    expect((await globe.attributes(short)).ApproximateNumberOfMessages).toBe('0');
  });

  it('larger than the queue takes is refused', async () => {
    const small = await globe.queue(`small${count}`, { MaximumMessageSize: '1024' });
    await globe.send(small, 'x'.repeat(1_024));
    await expect(globe.send(small, 'x'.repeat(1_025))).rejects.toThrow(
      'One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
    );
  });

  it('of forbidden characters is refused', async () => {
    await expect(globe.send(url, 'a\u0001b')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
  });
});

describe('visibility', () => {
  it('ends at once when it is changed to 0', async () => {
    await globe.send(url, 'x');
    const [message] = await globe.receive(url);
    await change(message?.ReceiptHandle, 0);
    expect(await globe.bodies(url)).toEqual(['x']);
  });

  it('can be extended, up to 12 hours from the receipt', async () => {
    await globe.send(url, 'x');
    const [message] = await globe.receive(url);
    await globe.advance(10_000);
    await change(message?.ReceiptHandle, 3_600);
    await globe.advance(3_599_999);
    expect(await globe.bodies(url)).toEqual([]);
    await expect(change(message?.ReceiptHandle, 43_200)).rejects.toThrow(
      'Total VisibilityTimeout for the message is beyond the limit [43200 seconds].',
    );
    await expect(change(message?.ReceiptHandle, 43_201)).rejects.toThrow(
      'Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and 43200, if provided.',
    );
  });

  it('of a message that is visible or gone cannot be changed', async () => {
    await globe.send(url, 'x');
    const [message] = await globe.receive(url, { VisibilityTimeout: 0 });
    await expect(change(message?.ReceiptHandle, 10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    await globe.delete(url, message);
    await expect(change(message?.ReceiptHandle, 10)).rejects.toThrow(
      'Reason: Message does not exist or is not available for visibility timeout change.',
    );
  });
});

describe('a receipt handle', () => {
  it('that is none is refused', async () => {
    await expect(globe.delete(url, { ReceiptHandle: 'nonsense' })).rejects.toMatchObject({
      name: 'ReceiptHandleIsInvalid',
      message: 'The input receipt handle "nonsense" is not a valid receipt handle.',
    });
  });

  it('of an earlier receipt deletes nothing', async () => {
    await globe.send(url, 'x');
    const [first] = await globe.receive(url, { VisibilityTimeout: 0 });
    const [second] = await globe.receive(url, { VisibilityTimeout: 0 });
    await globe.delete(url, first);
    expect((await globe.attributes(url)).ApproximateNumberOfMessages).toBe('1');
    await globe.delete(url, second);
    expect((await globe.attributes(url)).ApproximateNumberOfMessages).toBe('0');
  });
});

describe('batches', () => {
  const sendBatch = (...Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[]) =>
    globe.sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });

  it('succeed and fail entry by entry', async () => {
    const answer = await sendBatch(entry('a'), { ...entry('b'), DelaySeconds: 901 });
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(answer.Failed).toEqual([
      {
        Id: 'b',
        SenderFault: true,
        Code: 'InvalidParameterValue',
        Message: 'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
      },
    ]);
  });

  it.each([
    [
      'without entries',
      [],
      'EmptyBatchRequest',
      'There should be at least one SendMessageBatchRequestEntry in the request.',
    ],
    ['with one id twice', [entry('a'), entry('a')], 'BatchEntryIdsNotDistinct', 'Id a repeated.'],
    [
      'with a bad id',
      [entry('a b')],
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    ],
    [
      'of 11 entries',
      [...'abcdefghijk'].map((id) => entry(id)),
      'TooManyEntriesInBatchRequest',
      'Maximum number of entries per request are 10. You have sent 11.',
    ],
    [
      'larger than 1 MiB',
      [entry('a', 'x'.repeat(600_000)), entry('b', 'x'.repeat(600_000))],
      'BatchRequestTooLong',
      'Batch requests cannot be longer than 1048576 bytes. You have sent 1200000 bytes.',
    ],
  ])('%s are refused', async (_what, entries, name, message) => {
    await expect(sendBatch(...entries)).rejects.toMatchObject({ name, message });
  });

  it('delete and change visibility', async () => {
    await sendBatch(entry('a', 'one'), entry('b', 'two'));
    const [one, two] = await globe.receive(url);
    const changed = await globe.sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: url,
        Entries: [{ Id: '1', ReceiptHandle: one?.ReceiptHandle, VisibilityTimeout: 0 }],
      }),
    );
    expect(changed.Successful).toEqual([{ Id: '1' }]);
    const deleted = await globe.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: '2', ReceiptHandle: two?.ReceiptHandle },
          { Id: '3', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect(deleted.Successful).toEqual([{ Id: '2' }]);
    expect(deleted.Failed?.map(({ Code }) => Code)).toEqual(['ReceiptHandleIsInvalid']);
    expect(await globe.bodies(url)).toEqual(['one']);
  });
});

describe('a long poll', () => {
  it('ends as soon as a message is sent', async () => {
    const waiting = globe.bodies(url, { WaitTimeSeconds: 20 });
    await globe.settle();
    await globe.send(url, 'x');
    expect(await waiting).toEqual(['x']);
  });

  it('ends when a hidden message appears', async () => {
    await globe.send(url, 'x', { DelaySeconds: 5 });
    const waiting = globe.bodies(url, { WaitTimeSeconds: 20 });
    await globe.settle();
    await globe.advance(5_000);
    expect(await waiting).toEqual(['x']);
  });

  it('ends empty when its time is over', async () => {
    const waiting = globe.bodies(url, { WaitTimeSeconds: 20 });
    await globe.settle();
    await globe.advance(20_000);
    expect(await waiting).toEqual([]);
  });

  it('is what a queue with a receive wait time does by itself', async () => {
    const patient = await globe.queue(`patient${count}`, { ReceiveMessageWaitTimeSeconds: '10' });
    const waiting = globe.bodies(patient);
    await globe.settle();
    await globe.send(patient, 'x');
    expect(await waiting).toEqual(['x']);
  });
});

it('purges a queue at most once a minute', async () => {
  const purge = () => globe.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
  await globe.send(url, 'x');
  await purge();
  expect((await globe.attributes(url)).ApproximateNumberOfMessages).toBe('0');
  await globe.advance(59_999);
  await expect(purge()).rejects.toThrow(`Only one PurgeQueue operation on q${count} is allowed every 60 seconds.`);
  await globe.advance(1);
  await purge();
});

it.each([
  [
    { MaxNumberOfMessages: 11 },
    'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
  ],
  [
    { WaitTimeSeconds: 21 },
    'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
  ],
])('refuses to receive with %j', async (more, message) => {
  await expect(globe.receive(url, more)).rejects.toThrow(message);
});

it('takes a QueueUrl of any host, and a bare name', async () => {
  const onAws = `https://sqs.us-east-1.amazonaws.com/000000000000/q${count}`;
  const send = (QueueUrl: string) => globe.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: QueueUrl }));
  // The SDK would send to the host in the URL; these clients are told the globe's address.
  globe.sqs.config.useQueueUrlAsEndpoint = false;
  await send(onAws);
  await send(`q${count}`);
  expect(await globe.bodies(url)).toEqual([onAws, `q${count}`]);
});
