import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type StartRules, WaitingLine } from './waiting-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A line at a machine that is busy to a share. */
function lineAt(share = 0, rules: Partial<StartRules> = {}): WaitingLine<string> {
  const meter = { restart: () => {}, shareSinceLast: () => share };
  return new WaitingLine<string>({ mayStart: () => true, worthwhile: () => true, ...rules }, meter);
}

test('a free item goes to the one who waits longest', async () => {
  const line = lineAt();
  const [first, second] = [line.wait(), line.wait()];
  expect([line.offer('a'), line.offer('b'), line.offer('c')]).toEqual([true, true, false]);
  expect(await Promise.all([first, second])).toEqual(['a', 'b']);
});

test('when nothing becomes free for a moment, two start their own', async () => {
  const line = lineAt();
  const all = [line.wait(), line.wait(), line.wait()];
  vi.advanceTimersByTime(25);
  expect(line.offer('a')).toBe(true);
  expect(await Promise.all(all)).toEqual([undefined, undefined, 'a']);
});

test('while items become free nobody starts another', async () => {
  const line = lineAt();
  const all = [line.wait(), line.wait()];
  line.offer('a');
  vi.advanceTimersByTime(25);
  line.offer('b');
  expect(await Promise.all(all)).toEqual(['a', 'b']);
});

test('at the limit everybody waits', async () => {
  const line = lineAt(0, { mayStart: () => false });
  const one = line.wait();
  vi.advanceTimersByTime(1_000);
  expect(line.offer('a')).toBe(true);
  expect(await one).toBe('a');
});

test('nobody starts another while the processor is busy or others are starting, but for a second at most', async () => {
  for (const line of [lineAt(0.9), lineAt(0, { worthwhile: () => false })]) {
    const all = [line.wait(), line.wait(), line.wait()];
    vi.advanceTimersByTime(975);
    expect(line.offer('a')).toBe(true);
    vi.advanceTimersByTime(25);
    vi.advanceTimersByTime(1_000);
    expect(await Promise.all(all)).toEqual(['a', undefined, undefined]);
  }
});
