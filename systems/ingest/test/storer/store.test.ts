import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { envelopeOf } from '../../src/domain/envelope.ts';
import { itemOf, type LakeItem } from '../../src/storer/items.ts';
import { keyOf, type PutItems, store } from '../../src/storer/store.ts';
import { capturedMessages as example } from '../captured.ts';
import { zoesOrder } from '../payloads.ts';

const silent = () => {};

/** A table in memory. */
function table() {
  const items = new Map<string, LakeItem>();
  const putItems: PutItems = async (some) => {
    for (const item of some) items.set(keyOf(item), item);
    return new Set();
  };
  return { items, putItems };
}

async function stored(event: SQSEvent, putItems: PutItems) {
  return await store(event, { putItems, keptSeconds: 60, nowMs: () => 7, log: silent });
}

describe('the storer', () => {
  test('stores messages in the form that SQS sends, and changes nothing when they come again', async () => {
    const { items, putItems } = table();
    expect(await stored(example, putItems)).toEqual({ batchItemFailures: [] });
    const before = [...items.values()];
    expect(before).toHaveLength(4);
    expect(await stored(example, putItems)).toEqual({ batchItemFailures: [] });
    expect([...items.values()]).toEqual(before);
  });

  test('defect 3: reports a message that failed, with those behind it in its group; other groups go on', async () => {
    const { items, putItems } = table();
    const of = (kind: string) => example.Records.find(({ body }) => JSON.parse(body).kind === kind);
    const [order, device] = [of('order'), of('device')];
    if (order === undefined || device === undefined) throw new Error('both kinds are among the captured messages');
    const poison = { ...order, messageId: 'poison', body: 'poison' };
    const later = { ...order, messageId: 'later' };
    const response = await stored({ Records: [poison, device, later] }, putItems);
    expect(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['poison', 'later']);
    expect([...items.values()].map(({ kind }) => kind)).toEqual(['device']);
  });

  test('reports all messages when the table takes none', async () => {
    const refuse: PutItems = async () => await Promise.reject(new Error('throttled'));
    expect((await stored(example, refuse)).batchItemFailures).toHaveLength(4);
  });
});

describe('an item', () => {
  test('defect 1: a thousand equal records of one millisecond have a thousand keys', () => {
    const items = Array.from({ length: 1000 }, (_, index) => itemOf(envelopeOf(zoesOrder, `r${index}`, 5), 60, 5));
    expect(new Set(items.map(keyOf)).size).toBe(1000);
    expect(new Set(items.map(({ key }) => key))).toEqual(new Set(['order#SKU-1']));
  });

  test('defect 2: holds the payload as it is, and ends when its time is over', () => {
    expect(itemOf(envelopeOf(zoesOrder, 'r1', 1_700_000_000_000), 60, 1_700_000_061_000)).toEqual({
      key: 'order#SKU-1',
      timestamp: '2023-11-14T22:13:20.000Z#r1',
      id: 'r1',
      kind: 'order',
      subject: 'SKU-1',
      occurredAt: '2023-11-14T22:13:20.000Z',
      storedAt: '2023-11-14T22:14:21.000Z',
      value: zoesOrder,
      TimeToExist: 1_700_000_060,
    });
  });
});
