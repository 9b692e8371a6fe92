import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingRequest,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueue, type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
let count = 0;
beforeAll(async () => {
  globe = await startLambda();
});
afterAll(() => globe.stop());

const map = (input: Partial<CreateEventSourceMappingRequest>) =>
  globe.lambda.send(new CreateEventSourceMappingCommand(input as CreateEventSourceMappingRequest));

async function functionAndQueue(attributes: Record<string, string> = {}) {
  const FunctionName = await globe.create('exports.handler = async () => 1');
  const fifo = attributes['FifoQueue'] === 'true' ? '.fifo' : '';
  const queue = await createQueue(globe, `source-${++count}${fifo}`, attributes);
  return { FunctionName, EventSourceArn: queue.arn };
}

test('a mapping is created, read, listed, changed and deleted', async () => {
  const base = await functionAndQueue();
  const made = await map({ ...base, FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] } });
  expect(made).toMatchObject({
    State: 'Creating',
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    EventSourceArn: base.EventSourceArn,
  });
  const { UUID } = made;
  expect(await globe.lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({ State: 'Enabled' });
  const listed = await globe.lambda.send(new ListEventSourceMappingsCommand({ FunctionName: base.FunctionName }));
  expect(listed.EventSourceMappings?.map((mapping) => mapping.UUID)).toEqual([UUID]);
  const change = new UpdateEventSourceMappingCommand({ UUID, Enabled: false, BatchSize: 5 });
  expect(await globe.lambda.send(change)).toMatchObject({ State: 'Disabling', BatchSize: 5 });
  expect(await globe.lambda.send(new GetEventSourceMappingCommand({ UUID }))).toMatchObject({
    State: 'Disabled',
    FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] },
  });
  expect(await globe.lambda.send(new DeleteEventSourceMappingCommand({ UUID }))).toMatchObject({ State: 'Deleting' });
  await expect(globe.lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The resource you requested does not exist.',
  });
});

test('what a mapping needs of its source is part of the least policy of a run', async () => {
  const base = await functionAndQueue();
  await map(base);
  const answer = await fetch(`${globe.endpoint}/_snowglobe/policy?role=function-role`);
  const { roles } = (await answer.json()) as {
    readonly roles: readonly { readonly uses: readonly { readonly action: string; readonly resource: string }[] }[];
  };
  const onQueue = roles[0]?.uses.filter(({ resource }) => resource === base.EventSourceArn);
  expect(onQueue?.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']),
  );
});

test('the same source is mapped to a function once', async () => {
  const base = await functionAndQueue();
  const { UUID } = await map(base);
  await expect(map(base)).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: `The event source arn (" ${base.EventSourceArn} ") and function (" ${base.FunctionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`,
  });
});

describe('refusals', () => {
  test.each([
    [
      'a starting position for a queue',
      { StartingPosition: 'LATEST' },
      'Unsupported starting position for SQS event source. Please specify null.',
    ],
    [
      'a large batch without a window',
      { BatchSize: 11 },
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    ],
    ['retries for a queue', { MaximumRetryAttempts: 1 }, /^Unsupported MaximumRetryAttempts parameter/],
    [
      'a filter that is no pattern',
      { FilterCriteria: { Filters: [{ Pattern: '{"a":1}' }] } },
      'Invalid filter pattern definition.',
    ],
    [
      'a source that is none',
      { EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/t' },
      /^Unrecognized event source/,
    ],
    [
      'a source that is not there',
      { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:none' },
      /SQS Error Code: AWS.SimpleQueueService.NonExistentQueue/,
    ],
    [
      'a stream without position',
      { EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' },
      /^1 validation error detected: Value null at 'startingPosition'/,
    ],
    ['a tumbling window', { TumblingWindowInSeconds: 5 }, /does not support TumblingWindowInSeconds/],
  ] as const)('%s', async (_what, more, message) => {
    const base = await functionAndQueue();
    await expect(map({ ...base, ...(more as object) })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringMatching(message),
    });
  });

  test('a function that is not there', async () => {
    const { EventSourceArn } = await functionAndQueue();
    await expect(map({ EventSourceArn, FunctionName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:none',
    });
  });

  test('a queue that shows messages again before the function can be done', async () => {
    const base = await functionAndQueue({ VisibilityTimeout: '2' });
    await expect(map(base)).rejects.toMatchObject({
      message: 'Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds',
    });
  });

  test('a role that may not read the source', async () => {
    const poor = await startLambda({}, ['logs:*']);
    try {
      const FunctionName = await poor.create('exports.handler = async () => 1');
      const { arn } = await createQueue(poor, 'source');
      await expect(
        poor.lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: arn })),
      ).rejects.toMatchObject({
        message: 'The provided execution role does not have permissions to call ReceiveMessage on SQS',
      });
    } finally {
      await poor.stop();
    }
  });
});
