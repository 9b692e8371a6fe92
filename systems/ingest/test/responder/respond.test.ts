import { describe, expect, test } from 'vitest';
import { answer, type BusEvent, respond, type TakeOnce } from '../../src/responder/respond.ts';
import { batchOf } from '../events.ts';
import { zoesOrder } from '../payloads.ts';

const event: BusEvent = {
  version: '0',
  id: 'event-1',
  'detail-type': 'OrderInserted',
  source: 'datatoevents.insert',
  account: '123456789012',
  time: '2026-01-01T00:00:00Z',
  region: 'eu-north-1',
  resources: ['arn:aws:dynamodb:eu-north-1:123456789012:table/lake'],
  detail: {
    metadata: { id: 'r1', key: 'order#SKU-1', timestamp: 't#r1', occurredAt: '2026-01-01T00:00:00.000Z' },
    data: zoesOrder,
  },
};

const eventOf = (id: string): BusEvent => ({
  ...event,
  detail: { ...event.detail, metadata: { ...event.detail.metadata, id } },
});

/** A memory of events, and what was asked of it and logged. */
function recorder() {
  const seen = new Set<string>();
  const calls: (readonly BusEvent[])[] = [];
  const lines: unknown[] = [];
  const takeOnce: TakeOnce = async (events) => {
    calls.push(events);
    const fresh = events.map(({ detail }) => detail.metadata.id).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    return new Set(fresh);
  };
  const log = (message: string, details: object = {}) => void lines.push({ message, ...details });
  return { takeOnce, calls, lines, log };
}

describe('the responder', () => {
  test('answers a request', () => {
    const { statusCode, body } = answer({ httpMethod: 'GET', path: '/' }, () => {});
    expect([statusCode, body]).toEqual([200, '"Hey!"']);
  });

  test('takes an event once, also when a batch has it twice and a replay brings it again', async () => {
    const { takeOnce, lines, log } = recorder();
    expect(await respond(batchOf(event, event), takeOnce, log)).toEqual({ batchItemFailures: [] });
    expect(await respond(batchOf({ ...event, 'replay-name': 'again' }), takeOnce, log)).toEqual({
      batchItemFailures: [],
    });
    const told = { id: 'r1', key: 'order#SKU-1', detailType: 'OrderInserted', resources: event.resources };
    expect(lines).toEqual([
      { message: 'took an event', ...told },
      { message: 'had this event before', ...told },
      { message: 'had this event before', ...told, replay: 'again' },
    ]);
  });

  test('takes as many events at a time as a transaction holds', async () => {
    const { takeOnce, calls, log } = recorder();
    const ids = Array.from({ length: 200 }, (_, index) => `r${index}`);
    await respond(batchOf(...ids.map(eventOf)), takeOnce, log);
    expect(calls.map((events) => events.length)).toEqual([90, 90, 20]);
    expect(calls.flat().map(({ detail }) => detail.metadata.id)).toEqual(ids);
  });

  test('defect 3: what cannot be taken is reported, and nothing else', async () => {
    const { takeOnce, log } = recorder();
    const some = Array.from({ length: 91 }, (_, index) => eventOf(`r${index}`));
    const failing: TakeOnce = async (events) =>
      events.length > 1 ? await Promise.reject(new Error('no table')) : await takeOnce(events);
    const { batchItemFailures } = await respond(batchOf(...some), failing, log);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
      Array.from({ length: 90 }, (_, index) => `m${index}`),
    );
  });

  test('a message that is no event of a record is reported; the others are taken', async () => {
    const { takeOnce, calls, log } = recorder();
    const [good] = batchOf(event).Records;
    if (good === undefined) throw new Error('there is one record');
    const Records = [
      { ...good, messageId: 'poison', body: 'poison' },
      { ...good, messageId: 'empty', body: '{}' },
      good,
    ];
    const { batchItemFailures } = await respond({ Records }, takeOnce, log);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['poison', 'empty']);
    expect(calls).toHaveLength(1);
  });
});
