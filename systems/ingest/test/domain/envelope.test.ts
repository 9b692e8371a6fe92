import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { batchesOf } from '../../src/domain/batches.ts';
import { decodeUtf8, envelopeOf, readEnvelope } from '../../src/domain/envelope.ts';
import { RecordRefused } from '../../src/domain/errors.ts';
import { allKinds, detailTypes, recognise } from '../../src/domain/kinds.ts';
import { randomOf } from '../../src/generator/random.ts';
import { randomPayload } from '../../src/generator/random-payload.ts';
import { zoesOrder } from '../payloads.ts';

function flawOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof RecordRefused) return error.flaw;
    throw error;
  }
  return undefined;
}

describe('payloads', () => {
  test('of each kind are recognised as that kind, with what they are about', () => {
    const random = randomOf(7);
    for (const kind of allKinds) expect(recognise(randomPayload(kind, random))).toMatchObject({ kind });
    expect(recognise(zoesOrder)).toEqual({ kind: 'order', subject: 'SKU-1', payload: zoesOrder });
  });

  test('of no schema are not recognised', () => {
    for (const value of [null, 1, 'x', {}, [], { ...zoesOrder, price: 'free' }, { ...zoesOrder, more: 1 }]) {
      expect(recognise(value)).toBeUndefined();
    }
  });

  test('lead to events of a type for each kind', () => {
    expect(detailTypes).toEqual([
      'OrderInserted',
      'DeviceReadingInserted',
      'InventoryInserted',
      'SecurityInsightInserted',
    ]);
  });
});

describe('an envelope', () => {
  test('is read from its JSON as it was', () => {
    const envelope = envelopeOf(zoesOrder, 'r1', 1_700_000_000_000);
    expect(envelope).toMatchObject({ id: 'r1', kind: 'order', occurredAt: '2023-11-14T22:13:20.000Z' });
    expect(readEnvelope(JSON.stringify(envelope))).toEqual(envelope);
  });

  test('is refused by name of its flaw', () => {
    const envelope = envelopeOf(zoesOrder, 'r1', 0);
    const read = (value: unknown) => flawOf(() => readEnvelope(JSON.stringify(value)));
    expect(flawOf(() => readEnvelope('{'))).toBe('not JSON');
    expect([read(null), read({ ...envelope, id: '' }), read({ ...envelope, occurredAt: 'soon' })]).toEqual([
      'no envelope',
      'no envelope',
      'no envelope',
    ]);
    expect(read({ ...envelope, payload: {} })).toBe('unknown payload');
    expect(flawOf(() => envelopeOf({ ...zoesOrder, name: 'é'.repeat(200_000) }, 'r1', 0))).toBe('too large');
    expect(flawOf(() => decodeUtf8(Uint8Array.of(0xc3, 0x28)))).toBe('not UTF-8');
  });

  test('defect 2: any text goes through bytes and back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeUtf8(Buffer.from(text, 'utf8'))).toBe(text);
      }),
    );
  });
});

test('batches keep the order, and stay within both limits', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100)), (sizes) => {
      const batches = batchesOf(sizes, (size) => size, { entries: 4, bytes: 100 });
      expect(batches.flat()).toEqual(sizes);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(4);
        expect(batch.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100);
      }
    }),
  );
});
