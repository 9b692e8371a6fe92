import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipOfTexts } from '../../execution/code-folders.ts';
import { startTestGlobe } from '../../testing/start-test-globe.ts';
import { asyncInvocations } from './tables.ts';
import { createQueue, type LambdaGlobe, messages, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
beforeAll(async () => {
  globe = await startLambda({ clock: 'held' });
});
afterAll(() => globe.stop());

const minute = 60_000;
const failing = `exports.handler = async () => { console.log('attempt'); throw new Error('no') }`;
const attempts = async (name: string) => (await globe.logs(name)).filter((line) => line.endsWith('\tattempt')).length;
const send = (FunctionName: string, event: unknown) =>
  globe.lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(event) }));

test('an event is taken at once and handled afterwards', async () => {
  const name = await globe.create(`exports.handler = async event => console.log('got', event.n)`);
  expect(await send(name, { n: 7 })).toMatchObject({ StatusCode: 202 });
  expect((await globe.logs(name)).some((line) => line.endsWith('\tgot 7'))).toBe(true);
});

test('a failed event is tried again after one minute and after two more, then recorded', async () => {
  const queue = await createQueue(globe, 'failures');
  const FunctionName = await globe.create(failing);
  const DestinationConfig = { OnFailure: { Destination: queue.arn } };
  await globe.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
  await send(FunctionName, { id: 1 });
  expect(await attempts(FunctionName)).toBe(1);
  await globe.advance(minute);
  expect(await attempts(FunctionName)).toBe(2);
  await globe.advance(2 * minute - 1);
  expect(await attempts(FunctionName)).toBe(2);
  await globe.advance(1);
  expect(await attempts(FunctionName)).toBe(3);
  await globe.advance(60 * minute);
  expect(await attempts(FunctionName)).toBe(3);
  const [message] = await messages(globe, queue.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    version: '1.0',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    requestContext: {
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { id: 1 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage: 'no' },
  });
});

test('a success goes to its own destination', async () => {
  const queue = await createQueue(globe, 'successes');
  const FunctionName = await globe.create(`exports.handler = async () => 'done'`);
  const DestinationConfig = { OnSuccess: { Destination: queue.arn } };
  await globe.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
  await send(FunctionName, {});
  await globe.settle();
  const [message] = await messages(globe, queue.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    requestContext: { condition: 'Success', approximateInvokeCount: 1 },
    responsePayload: 'done',
  });
});

test('a dead-letter queue gets the event itself and what went wrong', async () => {
  const queue = await createQueue(globe, 'dead-letters');
  const FunctionName = await globe.create(failing, { DeadLetterConfig: { TargetArn: queue.arn } });
  await globe.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 0 }));
  await send(FunctionName, { id: 2 });
  await globe.settle();
  const [message] = await messages(globe, queue.url);
  expect(message).toMatchObject({
    Body: '{"id":2}',
    MessageAttributes: { ErrorCode: { StringValue: '200' }, ErrorMessage: { StringValue: 'no' } },
  });
});

test('an event that grows too old is given up', async () => {
  const queue = await createQueue(globe, 'too-old');
  const FunctionName = await globe.create(failing);
  const DestinationConfig = { OnFailure: { Destination: queue.arn } };
  await globe.lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig, MaximumEventAgeInSeconds: 90 }),
  );
  await send(FunctionName, {});
  await globe.advance(10 * minute);
  expect(await attempts(FunctionName)).toBe(2);
  const [message] = await messages(globe, queue.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({ requestContext: { condition: 'EventAgeExceeded' } });
});

test('a throttled event waits without using up its attempts', async () => {
  const FunctionName = await globe.create(`exports.handler = async () => console.log('attempt')`);
  await globe.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  await send(FunctionName, {});
  await globe.advance(2_000);
  await globe.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
  await globe.advance(10 * minute);
  expect(await attempts(FunctionName)).toBe(1);
});

test('without reserved concurrency left an invocation is refused', async () => {
  const FunctionName = await globe.create('exports.handler = async () => 1');
  await globe.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  const client = globe.lambda;
  await expect(client.send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    message: 'Rate Exceeded.',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
});

test('a dead-letter target must be a queue or a topic', async () => {
  const FunctionName = await globe.create('exports.handler = async () => 1');
  const DeadLetterConfig = { TargetArn: 'arn:aws:s3:::bucket' };
  const change = new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig });
  await expect(globe.lambda.send(change)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
});

test('an event that was taken is handled after a restart, also when its attempt was cut off', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'snowglobe-async-'));
  try {
    const before = await startLambda({ dataFolder });
    const name = await before.create(
      `exports.handler = async () => { console.log('attempt'); await new Promise(wake => setTimeout(wake, 60000)) }`,
      { Timeout: 100 },
    );
    await before.lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event' }));
    await before.stop();
    const after = await startTestGlobe({ dataFolder });
    const update = { FunctionName: name, ZipFile: zipOfTexts({ 'index.js': `exports.handler = async () => {}` }) };
    expect(after.globe.store.collection(asyncInvocations, { account: '000000000000', region: 'us-east-1' }).size).toBe(
      1,
    );
    await after.client(LambdaClient).send(new UpdateFunctionCodeCommand(update));
    await after.stop();
    const last = await startTestGlobe({ dataFolder });
    await last.settle();
    expect(last.globe.store.collection(asyncInvocations, { account: '000000000000', region: 'us-east-1' }).size).toBe(
      0,
    );
    await last.stop();
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
