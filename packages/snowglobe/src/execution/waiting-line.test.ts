import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WaitingLine } from './waiting-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a free item goes to the one who waits longest', async () => {
  const line = new WaitingLine<string>(() => true);
  const [first, second] = [line.wait(), line.wait()];
  expect([line.offer('a'), line.offer('b'), line.offer('c')]).toEqual([true, true, false]);
  expect(await Promise.all([first, second])).toEqual(['a', 'b']);
});

test('when nothing becomes free for a moment, two start their own', async () => {
  const line = new WaitingLine<string>(() => true);
  const all = [line.wait(), line.wait(), line.wait()];
  vi.advanceTimersByTime(25);
  expect(line.offer('a')).toBe(true);
  expect(await Promise.all(all)).toEqual([undefined, undefined, 'a']);
});

test('while items become free nobody starts another', async () => {
  const line = new WaitingLine<string>(() => true);
  const all = [line.wait(), line.wait()];
  line.offer('a');
  vi.advanceTimersByTime(25);
  line.offer('b');
  expect(await Promise.all(all)).toEqual(['a', 'b']);
});

test('at the limit everybody waits', async () => {
  const line = new WaitingLine<string>(() => false);
  const one = line.wait();
  vi.advanceTimersByTime(1_000);
  expect(line.offer('a')).toBe(true);
  expect(await one).toBe('a');
});
