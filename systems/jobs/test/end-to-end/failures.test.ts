import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobsClient } from '../../src/client/jobs-client.ts';
import { type JobsGlobe, startJobs } from './jobs-globe.ts';

let jobs: JobsGlobe;
let client: JobsClient;

beforeAll(async () => {
  jobs = await startJobs();
  client = jobs.client();
}, 120_000);

afterAll(async () => await jobs.stop());

/** The right to hand jobs out, but not the right to tell failures. */
const publishing = () => ({ action: 'sns:Publish', arn: jobs.output('JobsTopicArn') });
const failed = (seconds: number) => ({ seconds, status: 'Failure' });
const slept = { results: 'I slept for 3 seconds', status: 'Success' };

test('a failure tells the parameters of its job, whatever they are', async () => {
  const id = await client.submit({ seconds: 301 });
  await jobs.globe.settle();
  expect(await client.get(id)).toEqual({
    hasEnded: true,
    parts: { consumer_1: failed(301), consumer_2: failed(301) },
  });
});

test('defects 1 and 5: a failure that could not be recorded is replayed after the stream has forgotten the job', async () => {
  const from = jobs.globe.now();
  let id = '';
  await jobs.withoutRight('Consumer1ErrorHandlerFunctionName', { action: 'dynamodb:UpdateItem' }, async () => {
    id = await client.submit({ seconds: 302 });
    await jobs.globe.settle();
  });
  expect((await client.get(id)).parts['consumer_1']).toEqual({ status: 'Running' });
  // The watch would have it recorded before.
  await jobs.withoutWatch(async () => await jobs.advance('30 hours'));
  await jobs.replay('after-30-hours', from);
  expect((await client.get(id)).parts['consumer_1']).toEqual(failed(302));
});

test('a replayed failure that fails again is archived again, and calls nobody by itself', async () => {
  const from = jobs.globe.now();
  let id = '';
  await jobs.withoutRight('Consumer2ErrorHandlerFunctionName', { action: 'dynamodb:UpdateItem' }, async () => {
    id = await client.submit({ seconds: 303 });
    await jobs.globe.settle();
    await jobs.replay('too-early', from);
    expect((await client.get(id)).parts['consumer_2']).toEqual({ status: 'Running' });
  });
  await jobs.replay('in-time', from);
  expect((await client.get(id)).parts['consumer_2']).toEqual(failed(303));
});

test('defect 4: a job whose consumer breaks down is not "Running" for ever', async () => {
  let id = '';
  await jobs.withoutRight('Consumer1FunctionName', { action: 'sqs:SendMessage' }, async () => {
    id = await client.submit({ seconds: 3 });
    await jobs.globe.settle();
    expect((await client.get(id)).parts['consumer_1']).toEqual({ status: 'Running' });
    await jobs.advance('10 minutes');
  });
  expect(await client.get(id)).toEqual({ hasEnded: true, parts: { consumer_1: failed(3), consumer_2: slept } });
  expect(await jobs.waiting('Consumer1DeadLettersUrl')).toBe(1);
});

test('a job that could not be dispatched is dispatched again by the failure chain', async () => {
  let id = '';
  await jobs.withoutRight('DispatcherFunctionName', publishing(), async () => {
    id = await client.submit({ seconds: 3 });
    await jobs.advance('10 minutes');
  });
  expect(await client.get(id)).toEqual({ hasEnded: true, parts: { consumer_1: slept, consumer_2: slept } });
});

test('a job that could not be dispatched at all is dispatched by a replay', async () => {
  const from = jobs.globe.now();
  let id = '';
  await jobs.withoutRight('SecondDispatcherFunctionName', publishing(), async () => {
    await jobs.withoutRight('DispatcherFunctionName', publishing(), async () => {
      id = await client.submit({ seconds: 3 });
      await jobs.advance('10 minutes');
    });
  });
  expect((await client.get(id)).parts).toEqual({});
  await jobs.replay('dispatch', from);
  await jobs.advance('3 seconds');
  expect(await client.get(id)).toEqual({ hasEnded: true, parts: { consumer_1: slept, consumer_2: slept } });
});
