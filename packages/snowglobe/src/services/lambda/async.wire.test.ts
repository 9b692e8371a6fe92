import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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
const scope = { account: '000000000000', region: 'us-east-1' };
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
  const held: ServerResponse[] = [];
  const server = createServer((_request, response) => held.push(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const FunctionName = await globe.create(
    `exports.handler = async event => { console.log('attempt'); if (event.hold) await fetch('http://127.0.0.1:${port}') }`,
    { Timeout: 900 },
  );
  await globe.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
  const busy = globe.lambda.send(new InvokeCommand({ FunctionName, Payload: '{"hold":true}' }));
  await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 10_000, interval: 5 });
  await send(FunctionName, {});
  const waiting = () => globe.globe.store.collection(asyncInvocations, scope);
  await vi.waitFor(() => expect([...waiting().range()][0]?.throttles).toBe(1), { timeout: 10_000, interval: 5 });
  expect([...waiting().range()][0]).toMatchObject({ attempts: 0, dueAt: globe.globe.clock.now() + 1_000 });
  held[0]?.end();
  await busy;
  await globe.advance(1_000);
  expect(await attempts(FunctionName)).toBe(2);
  expect(waiting().size).toBe(0);
  server.close();
});

test('with no reserved concurrency at all, events go to the failure destination at once', async () => {
  const queue = await createQueue(globe, 'stopped');
  const FunctionName = await globe.create(failing);
  const DestinationConfig = { OnFailure: { Destination: queue.arn } };
  await globe.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
  await globe.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  await send(FunctionName, { id: 3 });
  await globe.settle();
  const [message] = await messages(globe, queue.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 0 },
    requestPayload: { id: 3 },
  });
});

test('a bucket takes records of failures, under the function’s name and the time', async () => {
  const s3 = globe.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket: 'failures' }));
  const FunctionName = await globe.create(failing);
  const Destination = 'arn:aws:s3:::failures';
  const put = (DestinationConfig: object) =>
    globe.lambda.send(
      new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig, MaximumRetryAttempts: 0 }),
    );
  await expect(put({ OnSuccess: { Destination } })).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  await put({ OnFailure: { Destination } });
  await send(FunctionName, { id: 4 });
  await globe.settle();
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'failures' }));
  const Key = Contents?.[0]?.Key ?? '';
  expect(Key).toMatch(
    new RegExp(
      `^aws/lambda/async/${FunctionName}/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`,
    ),
  );
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'failures', Key }));
  expect(JSON.parse((await Body?.transformToString()) ?? '')).toMatchObject({ requestPayload: { id: 4 } });
});

test('a topic, a bus and another function take records too', async () => {
  const queue = await createQueue(globe, 'watching');
  const everyone = { Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everyone] });
  const sqs = globe.client(SQSClient);
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
  const sns = globe.client(SNSClient);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'results' }));
  const RawMessageDelivery = 'true';
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn, Attributes: { RawMessageDelivery } }),
  );
  const events = globe.client(EventBridgeClient);
  await events.send(new PutRuleCommand({ Name: 'results', EventPattern: '{"source":["lambda"]}' }));
  await events.send(new PutTargetsCommand({ Rule: 'results', Targets: [{ Id: 'q', Arn: queue.arn }] }));
  const next = await globe.create(`exports.handler = async event => console.log('next', event.responsePayload)`);
  const functions = 'arn:aws:lambda:us-east-1:000000000000:function';
  for (const Destination of [
    TopicArn,
    'arn:aws:events:us-east-1:000000000000:event-bus/default',
    `${functions}:${next}`,
  ]) {
    const FunctionName = await globe.create(`exports.handler = async () => 'done'`);
    const DestinationConfig = { OnSuccess: { Destination } };
    await globe.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
    await send(FunctionName, {});
  }
  await globe.settle();
  const bodies = (await messages(globe, queue.url)).map(
    ({ Body }) => JSON.parse(Body ?? '') as Record<string, unknown>,
  );
  expect(bodies).toHaveLength(2);
  expect(bodies).toContainEqual(expect.objectContaining({ version: '1.0', responsePayload: 'done' }));
  expect(bodies).toContainEqual(
    expect.objectContaining({
      source: 'lambda',
      'detail-type': 'Lambda Function Invocation Result - Success',
      resources: [
        'arn:aws:events:us-east-1:000000000000:event-bus/default',
        expect.stringMatching(/^arn:aws:lambda:us-east-1:000000000000:function:f\d+:\$LATEST$/),
      ],
      detail: expect.objectContaining({ requestContext: expect.objectContaining({ condition: 'Success' }) }),
    }),
  );
  expect((await globe.logs(next)).some((line) => line.endsWith('\tnext done'))).toBe(true);
});

test('a destination that refuses loses the record, and the journey says why', async () => {
  const FunctionName = await globe.create(`exports.handler = async () => 'done'`);
  const Destination = 'arn:aws:sqs:us-east-1:000000000000:nowhere';
  const DestinationConfig = { OnSuccess: { Destination } };
  await globe.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, DestinationConfig }));
  await send(FunctionName, {});
  await globe.settle();
  expect(globe.globe.store.collection(asyncInvocations, scope).size).toBe(0);
  const labels = globe.causes.recent().map(({ label }) => label);
  expect(labels).toContainEqual(expect.stringMatching(new RegExp(`^destination of ${FunctionName} refused: `)));
});

test.each([
  ['{"a": x}', "Unrecognized token 'x'", 'line: 1, column: 8'],
  ['hello', "Unrecognized token 'hello'", 'line: 1, column: 6'],
])('a payload that is no JSON is refused in the words of Lambda: %s', async (Payload, reason, place) => {
  const FunctionName = await globe.create('exports.handler = async () => 1');
  for (const InvocationType of ['Event', 'RequestResponse'] as const) {
    await expect(globe.lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload }))).rejects.toMatchObject(
      {
        name: 'InvalidRequestContentException',
        message: `Could not parse request body into json: Could not parse payload into json: ${reason}: was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (byte[])"${Payload}"; ${place}]`,
      },
    );
  }
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
