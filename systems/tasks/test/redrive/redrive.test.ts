import { describe, expect, test } from 'vitest';
import type { LogImage } from '../../src/consumers/log-image.ts';
import { readConsumers } from '../../src/redrive/consumer-address.ts';
import type { StreamReader } from '../../src/redrive/read-again.ts';
import { kinesisRecordOf, type StreamRecord } from '../../src/redrive/records.ts';
import { type RedriveContext, redriveLetter, redriveQueue } from '../../src/redrive/redrive.ts';
import { domainEvent, insertRecord } from '../consumers/records.ts';
import { recordAll } from '../in-memory.ts';

const [audit, notifier, publisher] = readConsumers([
  ['AUDIT_PROJECTOR', 'https://sqs/audit audit-function all'],
  ['NOTIFIER', 'https://sqs/notifier notifier-function own-region'],
  ['PUBLISHER', 'https://sqs/publisher publisher-function all'],
]);
if (!audit || !notifier || !publisher) throw new Error('three consumers are needed');

function letter(
  start: string,
  end: string,
  kind: 'KinesisBatchInfo' | 'DDBStreamBatchInfo' = 'KinesisBatchInfo',
): string {
  return JSON.stringify({
    requestContext: {
      requestId: 'r',
      functionArn: 'f',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 6,
    },
    version: '1.0',
    timestamp: '2026-01-01T00:00:10.000Z',
    [kind]: {
      shardId: 'shardId-000000000000',
      startSequenceNumber: start,
      endSequenceNumber: end,
      approximateArrivalOfFirstRecord: '2026-01-01T00:00:01.000Z',
      approximateArrivalOfLastRecord: '2026-01-01T00:00:02.000Z',
      batchSize: 2,
      streamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/events',
    },
  });
}

function onStream(sequenceNumber: string, region = 'us-east-1'): StreamRecord {
  const data = Buffer.from(JSON.stringify(domainEvent({ sequence: Number(sequenceNumber), region }))).toString(
    'base64',
  );
  return { kinesis: { sequenceNumber, partitionKey: 'a', data } };
}

const history = recordAll([
  { type: 'Created', id: 'a', created_at: 'c', task: { name: 'n', summary: null, done: false } },
  { type: 'Updated', id: 'a', updated_at: 'u', update: { done: true } },
]);
const images = history.map((recorded) => insertRecord(recorded, '1').dynamodb?.NewImage as LogImage);

/** A stream that gives these records two at a time, an empty answer first. */
function reader(records: readonly StreamRecord[]): StreamReader {
  return {
    start: async () => '-1',
    read: async (iterator) => {
      const at = Number(iterator);
      return at < 0 ? { records: [], next: '0' } : { records: records.slice(at, at + 2), next: String(at + 2) };
    },
    isGone: (error) => error instanceof Error && error.name === 'TrimmedDataAccessException',
  };
}

const trimmed: StreamReader = {
  ...reader([]),
  start: async () => {
    throw Object.assign(new Error('trimmed'), { name: 'TrimmedDataAccessException' });
  },
};

function context(stream: StreamReader, more: Partial<RedriveContext> = {}) {
  const calls: { functionName: string; records: readonly StreamRecord[] }[] = [];
  const windows: [number, number][] = [];
  const whole: RedriveContext = {
    sources: {
      streams: { kinesis: stream, dynamodb: stream },
      recordedBetween: async (from, until) => {
        windows.push([from, until]);
        return images;
      },
    },
    deadLetters: { receive: async () => [], remove: async () => {}, putBack: async () => {} },
    invoke: async (functionName, records) => {
      calls.push({ functionName, records });
      return [];
    },
    region: 'us-east-1',
    log: () => {},
    ...more,
  };
  return { calls, windows, whole };
}

describe('defect 9: a dead letter', () => {
  test('has its records, and no others, read from the stream and processed by the consumer that failed', async () => {
    const { calls, whole } = context(reader(['5', '6', '7', '8'].map((number) => onStream(number))));
    await redriveLetter(audit, letter('5', '7'), whole);
    expect(calls).toEqual([
      { functionName: 'audit-function', records: ['5', '6', '7'].map((number) => onStream(number)) },
    ]);
  });

  test.each([
    ['when the stream says that they are gone', trimmed],
    ['when the stream begins after them', reader(['9', '10'].map((number) => onStream(number)))],
    ['when the shard ends before them', reader([])],
  ])('has its records taken from the event log %s', async (_when, stream) => {
    const { calls, windows, whole } = context(stream);
    await redriveLetter(audit, letter('5', '6'), whole);
    expect(calls[0]?.records).toEqual(images.map(kinesisRecordOf));
    const [window] = windows;
    expect(window?.[1]).toBe(Date.parse('2026-01-01T00:00:02.000Z'));
    expect(window?.[0]).toBeLessThan(Date.parse('2026-01-01T00:00:01.000Z'));
  });

  test('of the publisher becomes new items of the log again', async () => {
    const { calls, whole } = context(trimmed);
    await redriveLetter(publisher, letter('5', '6', 'DDBStreamBatchInfo'), whole);
    expect(calls[0]?.records).toMatchObject(
      images.map((NewImage) => ({ eventName: 'INSERT', dynamodb: { NewImage } })),
    );
  });

  test('passes the filter of its mapping again', async () => {
    const { calls, whole } = context(reader([onStream('5'), onStream('6', 'us-west-2'), onStream('7')]));
    await redriveLetter(notifier, letter('5', '7'), whole);
    expect(calls[0]?.records).toEqual([onStream('5'), onStream('7')]);
  });

  test('fails again when one of its records does', async () => {
    const { whole } = context(reader([onStream('5')]), { invoke: async () => ['5'] });
    await expect(redriveLetter(audit, letter('5', '5'), whole)).rejects.toThrow('failed again at 5');
  });

  test('that is none is not taken for done', async () => {
    await expect(redriveLetter(audit, '{}', context(reader([])).whole)).rejects.toThrow('not of a stream mapping');
  });
});

describe('redriving a queue', () => {
  test('removes what went well, puts back what failed and what is too many', async () => {
    const queue = ['5', '6', '7', '8'].map((number) => ({ body: letter(number, number), receiptHandle: number }));
    const done: string[] = [];
    const back: string[] = [];
    const { whole } = context(reader([]), {
      sources: {
        streams: {
          dynamodb: reader([]),
          kinesis: {
            ...reader([]),
            start: async ({ startSequenceNumber }) => startSequenceNumber,
            read: async (it) => ({ records: [onStream(it)] }),
          },
        },
        recordedBetween: async () => [],
      },
      deadLetters: {
        receive: async () => queue.splice(0, 2),
        remove: async (_url, { receiptHandle }) => void done.push(receiptHandle),
        putBack: async (_url, { receiptHandle }) => void back.push(receiptHandle),
      },
      invoke: async (_name, [record]) => (JSON.stringify(record).includes('"6"') ? ['6'] : []),
    });
    expect(await redriveQueue(audit, 3, whole)).toEqual({ redriven: 2, failed: 1 });
    expect([done, back]).toEqual([
      ['5', '7'],
      ['6', '8'],
    ]);
  });
});
