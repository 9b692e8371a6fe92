import { expect, test } from 'vitest';
import { type Letter, redriveLetters } from '../../src/redrive/redrive.ts';

const silent = () => {};

/** Letters of which each is taken once; those removed are told. */
function queueOf(bodies: readonly string[]) {
  const waiting = [...bodies];
  const removed: string[] = [];
  const take = async (count: number): Promise<readonly Letter[]> =>
    waiting.splice(0, count).map((body) => ({ body, remove: async () => void removed.push(body) }));
  return { take, removed };
}

test('letters are processed again, and those that fail again stay', async () => {
  const queue = queueOf(['a', 'bad', 'c']);
  const process = async (body: string) => {
    if (body === 'bad') throw new Error('still bad');
  };
  expect(await redriveLetters(queue, 10, process, silent)).toEqual({ redriven: 2, failed: 1 });
  expect(queue.removed).toEqual(['a', 'c']);
});

test('no more letters are taken than were asked for', async () => {
  const queue = queueOf(Array.from({ length: 30 }, (_, index) => `${index}`));
  expect(await redriveLetters(queue, 12, async () => {}, silent)).toEqual({ redriven: 12, failed: 0 });
});
