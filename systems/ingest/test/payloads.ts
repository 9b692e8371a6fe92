import { allKinds, type Payload } from '../src/domain/kinds.ts';
import { randomOf } from '../src/generator/random.ts';
import { randomPayload } from '../src/generator/random-payload.ts';

/** Payloads of all kinds in turn, the same for a seed; texts are not ASCII. */
export function mixedPayloads(count: number, seed = 1): readonly Payload[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const kind = allKinds[index % allKinds.length] ?? 'order';
    return randomPayload(kind, random);
  });
}

/** An order whose texts need two, three and four bytes a character. */
export const zoesOrder = {
  name: 'Teapot ☕ 🦊',
  sku: 'SKU-1',
  price: 12.5,
  shipTo: { name: 'Zoë Årsström', address: 'Straße 1', city: 'Łódź', state: 'ÅÄ', zip: '12345' },
  billTo: { name: '山田 花子', address: 'Straße 1', city: 'Łódź', state: 'ÅÄ', zip: '12345' },
};
