import { beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../contract/aws-error.ts';
import { destinationArn, FunctionFailed, fail, PollerWorld, streamArn } from './poller-fakes.ts';

let world: PollerWorld;

beforeEach(async () => {
  world = new PollerWorld();
  await world.run('CreateStream', { StreamName: 's', ShardCount: 1 });
});

const put = (text: string, partitionKey = 'k') =>
  world.run<{ SequenceNumber: string }>('PutRecord', {
    StreamName: 's',
    Data: Buffer.from(text),
    PartitionKey: partitionKey,
  });

async function putAll(...texts: string[]) {
  const numbers: string[] = [];
  for (const text of texts) numbers.push((await put(text)).SequenceNumber);
  return numbers;
}

const batches = () => world.batches();
const failOn = (text: string) => (call: { readonly texts: readonly string[] }) => {
  if (call.texts.includes(text)) throw new FunctionFailed();
};

describe('a function that fails', () => {
  it('gets the same batch again, at once and then ever later, until it succeeds', async () => {
    await putAll('a', 'b');
    let failures = 3;
    world.handler = () => (failures-- > 0 ? fail() : undefined);
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    expect(batches()).toEqual(['ab', 'ab']);
    await putAll('c');
    await world.advance(1_000);
    expect(batches()).toEqual(['ab', 'ab', 'ab', 'ab', 'c']);
  });

  it('is given up on after its retries, tells the destination where the records are, and goes on', async () => {
    const numbers = await putAll('a', 'b');
    world.handler = failOn('a');
    world.map({
      eventSourceArn: streamArn,
      batchSize: 2,
      maximumRetryAttempts: 5,
      destinationOnFailureArn: destinationArn,
    });
    await putAll('c');
    await world.advance(60_000);
    expect(batches()).toEqual([...Array(6).fill('ab'), 'c']);
    expect(world.delivered).toHaveLength(1);
    expect(world.delivered[0]?.arn).toBe(destinationArn);
    const message = JSON.parse(world.delivered[0]?.body ?? '');
    expect(message).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 6 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: numbers[0],
        endSequenceNumber: numbers[1],
        approximateArrivalOfFirstRecord: '2026-01-01T00:00:00.000Z',
        batchSize: 2,
        streamArn,
      },
    });
    expect(message).not.toHaveProperty('payload');
  });

  it('finds the one bad record by bisecting, without counting the cuts as retries', async () => {
    await putAll(...'abcdefgh');
    world.handler = failOn('f');
    world.map({
      eventSourceArn: streamArn,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 1,
      destinationOnFailureArn: destinationArn,
    });
    await world.advance(10_000);
    expect(batches()).toEqual(['abcdefgh', 'abcd', 'efgh', 'ef', 'e', 'f', 'f', 'gh']);
    expect(JSON.parse(world.delivered[0]?.body ?? '')).toMatchObject({
      requestContext: { approximateInvokeCount: 2 },
      KinesisBatchInfo: { batchSize: 1 },
    });
  });

  it('loses records that become too old while it fails', async () => {
    await putAll('old');
    world.handler = failOn('old');
    world.map({ eventSourceArn: streamArn, maximumRecordAgeSeconds: 60, destinationOnFailureArn: destinationArn });
    await world.advance(50_000);
    await putAll('young');
    await world.advance(120_000);
    expect(world.invoked.at(-1)?.texts).toEqual(['young']);
    expect(JSON.parse(world.delivered[0]?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RecordAgeExceeded' },
      KinesisBatchInfo: { batchSize: 1 },
    });
  });

  it('does not use up retries while it is throttled', async () => {
    await putAll('a');
    let refusals = 4;
    world.handler = () => {
      if (refusals-- > 0) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.');
    };
    world.map({ eventSourceArn: streamArn, maximumRetryAttempts: 0 });
    await world.settle();
    expect(world.mapping?.lastProcessingResult).toBe('PROBLEM: Rate Exceeded.');
    await world.advance(60_000);
    expect(batches()).toEqual(['a', 'a', 'a', 'a', 'a']);
    expect(world.mapping?.lastProcessingResult).toBe('OK');
  });
});

describe('batch item failures', () => {
  const reporting = { eventSourceArn: streamArn, functionResponseTypes: ['ReportBatchItemFailures'] };
  const report = (...identifiers: unknown[]) => ({
    batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
  });

  it('retry from the lowest failed sequence number on', async () => {
    const numbers = await putAll(...'abcd');
    const answers = [report(numbers[3], numbers[1]), report(numbers[2]), report()];
    world.handler = () => answers.shift();
    world.map(reporting);
    await world.settle();
    expect(batches()).toEqual(['abcd', 'bcd', 'cd']);
  });

  it('count the failed invocation as the first try of what is left', async () => {
    const numbers = await putAll(...'abc');
    world.handler = (call) => (call.texts.includes('b') ? report(numbers[1]) : undefined);
    world.map({ ...reporting, maximumRetryAttempts: 2, destinationOnFailureArn: destinationArn });
    await world.advance(10_000);
    expect(batches()).toEqual(['abc', 'bc', 'bc']);
    expect(JSON.parse(world.delivered[0]?.body ?? '')).toMatchObject({
      requestContext: { approximateInvokeCount: 3 },
      KinesisBatchInfo: { startSequenceNumber: numbers[1], batchSize: 2 },
    });
  });

  it.each([
    ['an identifier that is not in the batch', report('unknown')],
    ['an empty identifier', report('')],
    ['a null identifier', report(null)],
    ['a wrong key', { batchItemFailures: [{ id: 'x' }] }],
  ])('fail the whole batch for %s', async (_what, answer) => {
    await putAll('a', 'b');
    const answers: unknown[] = [answer];
    world.handler = () => answers.shift();
    world.map(reporting);
    await world.settle();
    expect(batches()).toEqual(['ab', 'ab']);
  });

  it.each([
    ['null', null],
    ['an empty object', {}],
    ['an empty list', report()],
    ['a null list', { batchItemFailures: null }],
  ])('are none for %s', async (_what, answer) => {
    await putAll('a', 'b');
    world.handler = () => answer;
    world.map(reporting);
    await world.settle();
    expect(batches()).toEqual(['ab']);
  });

  it('are not looked at unless the mapping asks for them', async () => {
    const numbers = await putAll('a');
    world.handler = () => report(numbers[0]);
    world.map({ eventSourceArn: streamArn });
    await world.settle();
    expect(batches()).toEqual(['a']);
  });
});
