import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeToken } from './token-bucket.ts';

it('no more requests pass than the burst and the rate allow, whenever they come', () => {
  const settings = { burst: 5, ratePerSecond: 2 };
  fc.assert(
    fc.property(fc.array(fc.nat(2000), { maxLength: 60 }), (gapsMs) => {
      let bucket: ReturnType<typeof takeToken>;
      let now = 0;
      let passed = 0;
      for (const gapMs of gapsMs) {
        now += gapMs;
        const next = takeToken(settings, bucket, now);
        if (!next) continue;
        bucket = next;
        passed += 1;
      }
      expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * 2);
    }),
  );
});

it('a rate of zero lets nothing through after the burst', () => {
  const settings = { burst: 1, ratePerSecond: 0 };
  const first = takeToken(settings, undefined, 0);
  expect(first).toBeDefined();
  expect(takeToken(settings, first, 1_000_000)).toBeUndefined();
});
