import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import type { Envelope } from '../../src/domain/envelope.ts';
import { emit, type PutEvents } from '../../src/emitter/emit.ts';
import { answer, type BusEvent, idOf, respond, type TakeOnce } from '../../src/responder/respond.ts';
import type { LakeItem } from '../../src/storer/items.ts';
import { store } from '../../src/storer/store.ts';
import { transform } from '../../src/transformer/transform.ts';
import { capturedEvents, capturedMessages, capturedRecords, responderEvents } from '../captured.ts';

// The events are what functions of a running deployment were called with: each hop makes of them what the next one was given.
const silent = () => {};
const byId = <T extends { readonly id: string }>(entries: readonly T[]) =>
  [...entries].sort((one, other) => (one.id < other.id ? -1 : 1));
/** What the responder was given by its queue. */
const { batches: queued, requests } = responderEvents(capturedEvents.responder);
const givenEvents = queued.flatMap(({ Records }) => Records.map(({ body }) => JSON.parse(body) as BusEvent));
const imageOf = (record: (typeof capturedRecords)[number]) =>
  unmarshall((record.dynamodb?.NewImage ?? {}) as Parameters<typeof unmarshall>[0]) as LakeItem;

test('the transformer makes of the captured records the messages that the storer was given', async () => {
  const sent: Envelope[] = [];
  for (const event of capturedEvents.transformer) {
    const { records } = await transform(event, async (envelopes) => void sent.push(...envelopes), silent);
    expect(records.map(({ result }) => result)).toEqual(event.records.map(() => 'Ok'));
  }
  const given = capturedMessages.Records.map(({ body }) => JSON.parse(body) as Envelope);
  expect(byId(sent)).toEqual(byId(given));
  expect(new Set(given.map(({ kind }) => kind))).toEqual(new Set(['order', 'device', 'inventory', 'security']));
});

test('the storer makes of the captured messages the items that the emitter was told of', async () => {
  const items: LakeItem[] = [];
  const putItems = async (some: readonly LakeItem[]) => {
    items.push(...some);
    return new Set<string>();
  };
  const images = capturedRecords.map(imageOf);
  const context = { putItems, keptSeconds: 90 * 24 * 3600, nowMs: () => Date.parse('2026-01-01'), log: silent };
  expect(await store(capturedMessages, context)).toEqual({ batchItemFailures: [] });
  const storedAt = '2026-01-01T00:00:00.000Z';
  expect(byId(items)).toEqual(byId(images).map((image) => ({ ...image, storedAt })));
});

test('the emitter makes of the captured records the events that the responder was given', async () => {
  const taken: { readonly id: string; readonly detail: unknown; readonly type: string | undefined }[] = [];
  const putEvents: PutEvents = async (entries) => {
    for (const { Detail = '', DetailType } of entries) {
      const detail = JSON.parse(Detail);
      taken.push({ id: detail.metadata.id, detail, type: DetailType });
    }
    return new Map<number, string>();
  };
  await emit(capturedRecords, { putEvents, busName: 'bus', log: silent });
  const given = givenEvents.map((event) => ({ id: idOf(event), detail: event.detail, type: event['detail-type'] }));
  expect(byId(taken)).toEqual(byId(given));
});

test('the responder takes each captured event once, and answers the captured request', async () => {
  const seen = new Set<string>();
  const lines: string[] = [];
  const takeOnce: TakeOnce = async (events) => {
    const fresh = events.map(idOf).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    return new Set(fresh);
  };
  for (const event of [...queued, ...queued]) await respond(event, takeOnce, (message) => lines.push(message));
  expect(lines.filter((line) => line === 'took an event')).toHaveLength(givenEvents.length);
  const [request] = requests;
  expect(request && answer(request, silent).statusCode).toBe(200);
});
