import { describe, expect, test } from 'vitest';
import { answer, type BusEvent, respond } from '../../src/responder/respond.ts';
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

describe('the responder', () => {
  test('answers a request', () => {
    const { statusCode, body } = answer({ httpMethod: 'GET', path: '/' }, () => {});
    expect([statusCode, body]).toEqual([200, '"Hey!"']);
  });

  test('acts once on an event, also when a replay brings it again', async () => {
    const seen = new Set<string>();
    const lines: unknown[] = [];
    const actOnce = async ({ detail }: BusEvent) => {
      const isNew = !seen.has(detail.metadata.id);
      seen.add(detail.metadata.id);
      return isNew;
    };
    const log = (message: string, details: object = {}) => void lines.push({ message, ...details });
    await respond(event, actOnce, log);
    await respond({ ...event, id: 'event-2', 'replay-name': 'again' }, actOnce, log);
    const told = { id: 'r1', key: 'order#SKU-1', detailType: 'OrderInserted', resources: event.resources };
    expect(lines).toEqual([
      { message: 'took an event', ...told },
      { message: 'had this event before', ...told, replay: 'again' },
    ]);
  });

  test('defect 3: an error is not swallowed', async () => {
    const failing = async () => await Promise.reject(new Error('no table'));
    await expect(respond(event, failing, () => {})).rejects.toThrow('no table');
  });
});
