import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiAccess, type SignedRequest, signedFetch } from '../../src/client/signed-fetch.ts';
import { type JobsGlobe, startJobs } from './jobs-globe.ts';

let jobs: JobsGlobe;
let access: ApiAccess;

beforeAll(async () => {
  jobs = await startJobs();
  access = jobs.access();
}, 120_000);

afterAll(async () => await jobs.stop());

const submit = (body: unknown, headers = {}): SignedRequest => ({
  method: 'POST',
  path: 'jobs',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
});

async function answer(request: SignedRequest, as: ApiAccess = access): Promise<readonly [number, unknown]> {
  const { status, text } = await signedFetch(as, request);
  return [status, JSON.parse(text)];
}

describe('at the door', () => {
  test('a signature that is wrong is refused', async () => {
    const credentials = { ...(await access.credentials()), secretAccessKey: 'wrong' };
    const [status, body] = await answer(submit({ seconds: 3 }), { ...access, credentials: async () => credentials });
    expect(status).toBe(403);
    expect(body).toMatchObject({ message: expect.stringContaining('signature we calculated does not match') });
  });

  test('a signature of long ago is refused', async () => {
    const nowMs = () => jobs.globe.now() - 3_600_000;
    const [status, body] = await answer(submit({ seconds: 3 }), { ...access, nowMs });
    expect([status, body]).toEqual([403, { message: expect.stringContaining('Signature expired') }]);
  });

  test('the invoke role may call its three methods, and nothing else of AWS', async () => {
    expect((await answer({ method: 'GET', path: 'jobs/a' }))[0]).toBe(404);
    expect((await answer({ method: 'POST', path: 'jobs/a/cancel' }))[0]).toBe(404);
    const [status, body] = await answer({ method: 'DELETE', path: 'jobs/a' });
    expect([status, body]).toEqual([403, { message: 'Missing Authentication Token' }]);
    await expect(jobs.readTableAs(await access.credentials())).rejects.toThrow(
      'is not authorized to perform: dynamodb:Scan',
    );
  });
});

describe('what is handed in', () => {
  test.each([
    ['nothing', {}],
    ['zero seconds', { seconds: 0 }],
    ['seconds as text', { seconds: '5' }],
    ['a part of a second', { seconds: 1.5 }],
    ['defect 3: more than half a day', { seconds: 43_201 }],
    ['an unknown type', { type: 'unheard', seconds: 3 }],
    ["another type's parameters", { type: 'digest', seconds: 3 }],
    ['a parameter too many', { seconds: 3, minutes: 1 }],
    ['no object', '[3]'],
    ['no JSON', 'seconds=3'],
  ])('%s is refused', async (_name, body) => {
    expect(await answer(submit(body))).toEqual([400, { message: 'Invalid request body' }]);
  });

  test('another content type is refused, and not passed on to DynamoDB', async () => {
    const [status, body] = await answer(submit('{"TableName":"x"}', { 'content-type': 'application/x-amz-json-1.0' }));
    expect([status, body]).toEqual([415, { message: 'Unsupported Media Type' }]);
  });
});

describe('defect 6: an idempotency key', () => {
  const keyed = (body: object, key: string) => answer(submit(body, { 'Idempotency-Key': key }));

  test('makes one job of a repeated request, also when it has ended', async () => {
    const first = await keyed({ seconds: 3 }, 'order-1');
    expect(first).toEqual([200, { id: 'order-1' }]);
    expect(await keyed({ seconds: 3, type: 'sleep' }, 'order-1')).toEqual(first);
    await jobs.globe.settle();
    await jobs.advance('3 seconds');
    const ended = await jobs.item('order-1');
    expect(ended).toMatchObject({ version: 4, phase: 'ended' });
    expect(await keyed({ seconds: 3 }, 'order-1')).toEqual(first);
    await jobs.globe.settle();
    expect(await jobs.item('order-1')).toEqual(ended);
  });

  test('is refused for another request', async () => {
    await keyed({ seconds: 3 }, 'order-2');
    const message = 'This Idempotency-Key was used for another request';
    expect(await keyed({ seconds: 4 }, 'order-2')).toEqual([409, { message }]);
    expect(await keyed({ type: 'digest', text: 'x' }, 'order-2')).toEqual([409, { message }]);
    expect((await jobs.item('order-2'))?.job_parameters).toEqual({ seconds: 3 });
  });

  test('has to be usable', async () => {
    const message = 'An Idempotency-Key has 1 to 128 letters, digits and characters of . _ : -';
    expect(await keyed({ seconds: 3 }, 'two words')).toEqual([400, { message }]);
  });

  test('is not needed: requests without one make different jobs', async () => {
    const [[, first], [, second]] = [await answer(submit({ seconds: 3 })), await answer(submit({ seconds: 3 }))];
    expect(first).not.toEqual(second);
  });
});
