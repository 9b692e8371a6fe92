import { expect, it } from 'vitest';
import { SeededRandom } from '../../time/random.ts';
import { physicalName } from './physical-name.ts';

const random = new SeededRandom('names');

it('is made of stack, resource and chance', () => {
  expect(physicalName('shop', 'Queue', random)).toMatch(/^shop-Queue-[A-Z0-9]{12}$/);
  expect(physicalName('Shop', 'Bucket', random, { lowerCase: true })).toMatch(/^shop-bucket-[a-z0-9]{12}$/);
  expect(physicalName('shop', 'Queue', random, { suffix: '.fifo' })).toMatch(/^shop-Queue-[A-Z0-9]{12}\.fifo$/);
});

it.each([16, 32, 64, 80])('keeps to %i characters', (maxLength) => {
  const name = physicalName('a-very-long-name-of-a-stack-that-goes-on', 'AnotherVeryLongLogicalIdOfAResource', random, {
    maxLength,
  });
  expect(name.length).toBeLessThanOrEqual(maxLength);
  expect(name).not.toMatch(/^-|--/);
});
