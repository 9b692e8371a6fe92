import type { FirehoseTransformationEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../src/domain/envelope.ts';
import { NotTaken } from '../../src/domain/errors.ts';
import { lanesOf, messageGroupOf } from '../../src/transformer/lanes.ts';
import { messageOf } from '../../src/transformer/queue.ts';
import { transform } from '../../src/transformer/transform.ts';
import { capturedEvents } from '../captured.ts';
import { mixedPayloads, zoesOrder } from '../payloads.ts';

const silent = () => {};

function batch(data: readonly (string | Uint8Array)[]): FirehoseTransformationEvent {
  const records = data.map((one, index) => ({
    recordId: `record-${index}`,
    approximateArrivalTimestamp: 1_700_000_000_000,
    data: Buffer.from(one).toString('base64'),
  }));
  const deliveryStreamArn = 'arn:aws:firehose:eu-north-1:123456789012:deliverystream/data';
  return { invocationId: 'i', deliveryStreamArn, region: 'eu-north-1', records };
}

async function transformed(event: FirehoseTransformationEvent) {
  const sent: Envelope[] = [];
  const { records } = await transform(event, async (envelopes) => void sent.push(...envelopes), silent);
  return { sent, records, texts: records.map(({ data }) => Buffer.from(data ?? '', 'base64').toString('utf8')) };
}

describe('the transformer', () => {
  test('defects 2 and 6: gives every record back as the same text on a line of its own', async () => {
    const text = JSON.stringify(zoesOrder);
    const { records, texts, sent } = await transformed(batch([text, JSON.stringify(zoesOrder, null, 2)]));
    expect(records.map(({ recordId, result }) => [recordId, result])).toEqual([
      ['record-0', 'Ok'],
      ['record-1', 'Ok'],
    ]);
    expect(texts).toEqual([`${text}\n`, `${text}\n`]);
    expect(sent.map(({ payload }) => payload)).toEqual([zoesOrder, zoesOrder]);
  });

  test('refuses single records, untouched, and goes on with the others', async () => {
    const bad = ['{', '{"unknown":1}', Uint8Array.of(0xff)];
    const event = batch([...bad, JSON.stringify(zoesOrder)]);
    const { records, sent } = await transformed(event);
    expect(records.map(({ result }) => result)).toEqual([
      'ProcessingFailed',
      'ProcessingFailed',
      'ProcessingFailed',
      'Ok',
    ]);
    expect(records[2]?.data).toBe(event.records[2]?.data);
    expect(sent.map(({ id }) => id)).toEqual(['record-3']);
  });

  test('defect 3: throws when the queue takes no more, so that Firehose repeats the batch', async () => {
    const refuse = async () => await Promise.reject(new NotTaken('SQS', 1, ['InternalError']));
    await expect(transform(batch([JSON.stringify(zoesOrder)]), refuse, silent)).rejects.toThrow(NotTaken);
  });

  test('takes an event in the form that Firehose sends', async () => {
    const [example] = capturedEvents.transformer;
    const { records, sent } = await transformed(example);
    expect(records.map(({ recordId }) => recordId)).toEqual(example.records.map(({ recordId }) => recordId));
    expect(sent.map(({ kind }) => kind)).toEqual(['order', 'device', 'inventory', 'security']);
  });
});

describe('a message', () => {
  const envelope = (id: string): Envelope => ({
    id,
    kind: 'order',
    subject: 'SKU-1',
    occurredAt: '2026-01-01T00:00:00.000Z',
    payload: zoesOrder,
  });

  test('defect 4: of an equal payload is another message; of a repeated record, the same', () => {
    const ids = ['a', 'b', 'a'].map((id) => messageOf(envelope(id)).MessageDeduplicationId);
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test('defect 5: is in one of many groups, the same for what it is about', async () => {
    const { sent } = await transformed(batch(mixedPayloads(400).map((payload) => JSON.stringify(payload))));
    const groups = new Set(sent.map(messageGroupOf));
    expect(groups.size).toBeGreaterThan(40);
    expect(messageGroupOf(envelope('a'))).toBe(messageGroupOf(envelope('b')));
    const lanes = lanesOf(sent, messageGroupOf, 8);
    expect(lanes.flat()).toHaveLength(400);
    for (const group of groups) {
      expect(lanes.filter((lane) => lane.some((one) => messageGroupOf(one) === group))).toHaveLength(1);
    }
  });
});
