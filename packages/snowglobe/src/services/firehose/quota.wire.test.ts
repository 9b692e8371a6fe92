import { FirehoseClient, PutRecordBatchCommand, PutRecordCommand } from '@aws-sdk/client-firehose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FirehoseGlobe, startFirehose } from './firehose-test-globe.ts';
import { roomFor } from './quota.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
  await globe.create('events', { BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 900 } });
});

afterEach(() => globe.stop());

const DeliveryStreamName = 'events';

it('takes as many bytes a second as AWS does, and names the records that it did not take', async () => {
  const Records = Array.from({ length: 4 }, () => ({ Data: new Uint8Array(900_000) }));
  const batch = new PutRecordBatchCommand({ DeliveryStreamName, Records });
  expect(await globe.firehose.send(batch)).toMatchObject({ FailedPutCount: 0 });
  const { FailedPutCount, RequestResponses = [] } = await globe.firehose.send(batch);
  expect(FailedPutCount).toBe(3);
  const refused = { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' };
  expect(RequestResponses).toMatchObject([{ RecordId: expect.any(String) }, refused, refused, refused]);
  const client = globe.client(FirehoseClient, { maxAttempts: 1 });
  const one = new PutRecordCommand({ DeliveryStreamName, Record: { Data: new Uint8Array(900_000) } });
  await expect(client.send(one)).rejects.toMatchObject({ name: 'ServiceUnavailableException', message: 'Slow down.' });
  await globe.pass(1);
  await client.send(one);
});

it('counts requests and records of a second', () => {
  const quota = { requests: 10, records: 100, bytes: 1000 };
  const none = { requests: 0, records: 0, bytes: 0 };
  expect(roomFor(none, quota, [1, 2, 3])).toBe(3);
  expect(roomFor({ ...none, requests: 10 }, quota, [1])).toBeUndefined();
  expect(roomFor({ ...none, records: 98 }, quota, [1, 1, 1])).toBe(2);
  expect(roomFor({ ...none, bytes: 990 }, quota, [5, 5, 1])).toBe(2);
  expect(roomFor(none, quota, [5000])).toBe(1);
});
