import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { emit, type PutEvents } from '../../src/emitter/emit.ts';
import { capturedRecords as records } from '../captured.ts';
import { mixedPayloads } from '../payloads.ts';

const silent = () => {};

/** Emits to a bus that refuses, of each call, the entries that `refuses` names; gives what was taken. */
async function emitted(
  batch: readonly DynamoDBRecord[],
  refuses: (entry: PutEventsRequestEntry) => boolean = () => false,
) {
  const taken: PutEventsRequestEntry[] = [];
  let calls = 0;
  const putEvents: PutEvents = async (entries) => {
    calls += 1;
    taken.push(...entries.filter((entry) => !refuses(entry)));
    return new Map(entries.flatMap((entry, index) => (refuses(entry) ? [[index, 'ThrottlingException']] : [])));
  };
  const { batchItemFailures } = await emit(batch, { putEvents, busName: 'bus', log: silent });
  return { taken, calls, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

function sequenceNumberOf(kind: string): string | undefined {
  return records.find(({ dynamodb }) => dynamodb?.NewImage?.['kind']?.S === kind)?.dynamodb?.SequenceNumber;
}

describe('the emitter', () => {
  test('defect 2: sends an event per new item, of its own type, with the domain object and the table as resource', async () => {
    const { taken, failed, calls } = await emitted(records);
    expect([failed, calls]).toEqual([[], 1]);
    const types = ['OrderInserted', 'DeviceReadingInserted', 'InventoryInserted', 'SecurityInsightInserted'];
    expect(new Set(taken.map(({ DetailType }) => DetailType))).toEqual(new Set(types));
    const sent = taken.map(({ Detail = '' }) => JSON.parse(Detail).data);
    expect(sent).toHaveLength(4);
    for (const payload of mixedPayloads(4)) expect(sent).toContainEqual(payload);
    const [first] = records;
    expect(taken[0]).toMatchObject({
      Source: 'datatoevents.insert',
      EventBusName: 'bus',
      Resources: [first?.eventSourceARN?.replace(/\/stream\/.*$/, '')],
      Time: new Date(first?.dynamodb?.NewImage?.['occurredAt']?.S ?? ''),
    });
  });

  test('defect 3: sends again what was refused, and reports what is refused three times', async () => {
    let refusals = 0;
    const once = await emitted(records, ({ DetailType }) => DetailType === 'OrderInserted' && (refusals += 1) === 1);
    expect(once.failed).toEqual([]);
    const always = await emitted(records, ({ DetailType }) => DetailType === 'InventoryInserted');
    expect([always.failed, always.calls, always.taken.length]).toEqual([[sequenceNumberOf('inventory')], 3, 3]);
  });

  test('defect 3: reports every record when the call itself fails', async () => {
    const putEvents: PutEvents = async () => await Promise.reject(new Error('no bus'));
    const { batchItemFailures } = await emit(records, { putEvents, busName: 'bus', log: silent });
    expect(batchItemFailures).toHaveLength(4);
  });

  test('reports what is no new item, and sends nothing for it', async () => {
    const [first, ...others] = records;
    const removed = { ...first, eventName: 'REMOVE' as const };
    const { taken, failed } = await emitted([removed, ...others]);
    expect([taken.length, failed]).toEqual([3, [first?.dynamodb?.SequenceNumber]]);
  });

  test('sends ten events a call', async () => {
    const many = Array.from({ length: 25 }, () => records[0]).flatMap((record) => record ?? []);
    expect(await emitted(many)).toMatchObject({ calls: 3, failed: [] });
  });
});
