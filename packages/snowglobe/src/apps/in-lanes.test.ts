import { expect, test } from 'vitest';
import { inLanes } from './in-lanes.ts';

test('so many run at a time, the others follow in order, and a failure frees its lane', async () => {
  const lane = inLanes(2);
  const begun: string[] = [];
  const ends: Record<string, () => void> = {};
  const work = (name: string) =>
    lane(() => {
      begun.push(name);
      return new Promise<string>((resolve, reject) => {
        ends[name] = () => (name === 'b' ? reject(new Error(name)) : resolve(name));
      });
    });
  const all = ['a', 'b', 'c', 'd'].map(work);
  const settled = Promise.allSettled(all);
  expect(begun).toEqual(['a', 'b']);
  ends['b']?.();
  await expect(all[1]).rejects.toThrow('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  ends['a']?.();
  await all[0];
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  ends['c']?.();
  ends['d']?.();
  expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});
