import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { dispatch } from '../../src/dispatcher/dispatch.ts';
import { publisher } from '../in-memory.ts';

function record(id: string, eventName: 'INSERT' | 'MODIFY', sequenceNumber: string): DynamoDBRecord {
  const item = { id, job_type: 'sleep', job_parameters: { seconds: 3 }, job_status: {}, version: 0, created_at: 0 };
  const dynamodb = { SequenceNumber: sequenceNumber, NewImage: marshall(item) };
  return { eventName, dynamodb } as DynamoDBRecord;
}

test('new jobs go out with their parameters, cancellations by name', async () => {
  const { publish, published } = publisher();
  const response = await dispatch([record('a', 'INSERT', '1'), record('b', 'MODIFY', '2')], { publish, log: () => {} });
  expect(published).toEqual([
    { jobId: 'a', type: 'sleep', parameters: { seconds: 3 }, step: 0 },
    { jobId: 'b', type: 'sleep', cancel: true },
  ]);
  expect(response).toEqual({ batchItemFailures: [] });
});

test('what the topic did not take is reported by its sequence number', async () => {
  const { publish } = publisher(new Set(['b']));
  const records = ['a', 'b', 'c'].map((id, index) => record(id, 'INSERT', `${index + 1}`));
  const response = await dispatch(records, { publish, log: () => {} });
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
});
