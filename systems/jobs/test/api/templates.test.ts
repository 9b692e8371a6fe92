import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cancelAnswer,
  cancelRefusals,
  cancelRequest,
  getAnswer,
  getRefusals,
  getRequest,
} from '../../lib/api/job-templates.ts';
import { submitAnswer, submitRefusals, submitRequest } from '../../lib/api/submit-templates.ts';
import { defaultType, jobKinds } from '../../src/kinds/registry.ts';
import { render } from './render.ts';

const submit = submitRequest({ tableName: 'jobs', kinds: jobKinds, defaultType });

/** What the request writes: its key and values. */
function written(body: object, params: Readonly<Record<string, string>> = {}) {
  const { Key, ExpressionAttributeValues } = render(submit, { body, params }).body as never;
  return { Key, values: ExpressionAttributeValues as Readonly<Record<string, unknown>> };
}

describe('POST /jobs', () => {
  test('writes a new job under the id of the request', () => {
    const { Key, values } = written({ seconds: 3 });
    expect(Key).toEqual({ id: { S: 'request-1' } });
    expect(values).toEqual({
      ':type': { S: 'sleep' },
      ':parameters': { M: { seconds: { N: '3' } } },
      ':status': { M: {} },
      ':version': { N: '0' },
      ':now': { N: '1700000000000' },
      ':phase': { S: 'new' },
    });
  });

  test('writes only what is not there, and only for the same request', () => {
    expect(render(submit, { body: { seconds: 3 } }).body).toMatchObject({
      TableName: 'jobs',
      UpdateExpression: expect.stringContaining('job_status = if_not_exists(job_status, :status)'),
      ConditionExpression: 'attribute_not_exists(id) OR (job_type = :type AND job_parameters = :parameters)',
    });
  });

  test('takes parameters by the type of their schema, the optional ones when they are there', () => {
    const { values } = written({ type: 'digest', text: 'x', algorithm: 'sha512' });
    expect(values[':parameters']).toEqual({ M: { text: { S: 'x' }, algorithm: { S: 'sha512' } } });
    expect(written({ type: 'digest', text: 'x' }).values[':parameters']).toEqual({ M: { text: { S: 'x' } } });
  });

  test('any text gets through as it is, and none gets out of its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const { values } = written({ type: 'digest', text });
        expect(values[':parameters']).toEqual({ M: { text: { S: text } } });
      }),
    );
  });

  test.each(['Idempotency-Key', 'idempotency-key'])('defect 6: the header %s names the job', (header) => {
    expect(written({ seconds: 3 }, { [header]: 'order-7' }).Key).toEqual({ id: { S: 'order-7' } });
  });

  test.each(['with space', 'quo"te', 'x'.repeat(129), '$context.requestId'])(
    'an unusable key (%s) becomes an id that DynamoDB refuses',
    (key) => {
      expect(written({ seconds: 3 }, { 'Idempotency-Key': key }).Key).toEqual({ id: { S: '' } });
    },
  );

  test('answers with the id', () => {
    expect(render(submitAnswer, { body: { Attributes: { id: { S: 'a' } } } })).toEqual({ body: { id: 'a' } });
  });

  test.each([
    ['ConditionalCheckFailedException', 409, 'This Idempotency-Key was used for another request'],
    ['ValidationException', 400, 'An Idempotency-Key has 1 to 128 letters, digits and characters of . _ : -'],
    ['ProvisionedThroughputExceededException', 429, 'Too many requests: try again'],
    ['AccessDeniedException', 500, 'Internal server error'],
  ])('defect 2: %s of DynamoDB is answered with %i', (error, status, message) => {
    const body = { __type: `com.amazonaws.dynamodb.v20120810#${error}`, message: 'not to be told' };
    expect(render(submitRefusals, { body })).toEqual({ status, body: { message } });
  });
});

describe('GET /jobs/{jobId}', () => {
  const job = (parts: object) => ({ Item: { id: { S: 'a' }, job_status: { M: parts } } });

  test('reads consistently by key', () => {
    expect(render(getRequest('jobs'), { params: { jobId: 'it\'s "a"' } }).body).toEqual({
      TableName: 'jobs',
      Key: { id: { S: 'it\'s "a"' } },
      ConsistentRead: true,
    });
  });

  test('tells nothing before processing, then what each consumer has made of the job', () => {
    expect(render(getAnswer, { body: job({}) })).toEqual({ body: {} });
    const parts = {
      consumer_1: { M: { status: { S: 'Success' }, results: { S: 'I slept for "5" seconds' }, step: { N: '1' } } },
      consumer_2: { M: { status: { S: 'Running' }, progress: { N: '0.5' }, lease_until: { N: '17' } } },
    };
    expect(render(getAnswer, { body: job(parts) })).toEqual({
      body: {
        consumer_1: { results: 'I slept for "5" seconds', status: 'Success' },
        consumer_2: { progress: 0.5, status: 'Running' },
      },
    });
  });

  test("tells the job's parameters after a failure", () => {
    const parameters = { M: { seconds: { N: '301' }, text: { S: "it's" }, empty: { S: '' }, loud: { BOOL: false } } };
    const parts = { consumer_1: { M: { status: { S: 'Failure' }, parameters } } };
    expect(render(getAnswer, { body: job(parts) }).body).toEqual({
      consumer_1: { seconds: 301, text: "it's", empty: '', loud: false, status: 'Failure' },
    });
  });

  test('defect 2: an unknown job is 404, which DynamoDB answers with 200', () => {
    expect(render(getAnswer, { body: {} })).toEqual({ status: 404, body: { message: 'Job not found' } });
    const body = { __type: 'com.amazon.coral.validate#ValidationException' };
    expect(render(getRefusals, { body })).toEqual({ status: 404, body: { message: 'Job not found' } });
  });
});

describe('POST /jobs/{jobId}/cancel', () => {
  test('asks for an unfinished job', () => {
    expect(render(cancelRequest('jobs'), { params: { jobId: 'a' } }).body).toMatchObject({
      Key: { id: { S: 'a' } },
      ConditionExpression: 'attribute_exists(id) AND phase <> :ended',
      ExpressionAttributeValues: { ':now': { N: '1700000000000' } },
    });
    expect(render(cancelAnswer, { body: { Attributes: { id: { S: 'a' } } } }).body).toEqual({ id: 'a' });
  });

  test('tells a job that has ended from one that nobody knows', () => {
    const __type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
    expect(render(cancelRefusals, { body: { __type, Item: { id: { S: 'a' } } } })).toEqual({
      status: 409,
      body: { message: 'The job has ended' },
    });
    expect(render(cancelRefusals, { body: { __type } })).toEqual({ status: 404, body: { message: 'Job not found' } });
  });
});
