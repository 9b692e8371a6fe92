import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GlobeActivity } from './activity.ts';
import { GlobeClock } from './clock.ts';
import { SeededRandom } from './random.ts';
import { GlobeScheduler } from './scheduler.ts';
import { advance, settle } from './settle.ts';

function heldTime() {
  const clock = new GlobeClock({ held: true, startAt: 1_000 });
  const activity = new GlobeActivity();
  const faults: string[] = [];
  const scheduler = new GlobeScheduler({
    clock,
    activity,
    reportFault: (where, error) => faults.push(`${where}: ${error}`),
  });
  return { clock, activity, scheduler, faults };
}

describe('a held clock', () => {
  it('does what falls due at its own instant, in order, and work that this work brings', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 20 }), async (delays) => {
        const time = heldTime();
        const seen: number[] = [];
        for (const delay of delays) {
          time.scheduler.after(delay, 'first', () => {
            seen.push(time.clock.now() - 1_000);
            time.scheduler.after(5, 'second', () => void seen.push(time.clock.now() - 1_000));
          });
        }
        await advance(time, 200);
        expect(seen).toEqual(delays.flatMap((delay) => [delay, delay + 5]).sort((a, b) => a - b));
        expect(time.clock.now()).toBe(1_200);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves alone what is due later, and what was cancelled', async () => {
    const time = heldTime();
    const seen: string[] = [];
    time.scheduler.after(10, 'cancelled', () => void seen.push('cancelled')).cancel();
    time.scheduler.after(11, 'later', () => void seen.push('later'));
    await advance(time, 10);
    expect(seen).toEqual([]);
    await advance(time, 1);
    expect(seen).toEqual(['later']);
  });

  it('can be read from its shared memory', () => {
    const { clock } = heldTime();
    clock.moveTo(5_000);
    expect([...new Float64Array(clock.shared)]).toEqual([1, 5_000]);
  });
});

describe('settle', () => {
  it('waits for all that is under way and what follows from it', async () => {
    const time = heldTime();
    const seen: string[] = [];
    time.scheduler.soon('first', async () => {
      await new Promise((resolve) => setImmediate(resolve));
      time.scheduler.soon('second', () => void seen.push('second'));
    });
    await settle(time);
    expect(seen).toEqual(['second']);
  });

  it('names what does not come to rest', async () => {
    const time = heldTime();
    const end = time.activity.begin('invocation', 'tasks-api');
    await expect(settle(time, 20)).rejects.toThrow('invocation tasks-api');
    end();
    await settle(time);
  });

  it('reports work that fails and goes on', async () => {
    const time = heldTime();
    time.scheduler.soon('broken', () => Promise.reject(new Error('oh')));
    await settle(time);
    expect(time.faults).toEqual(['broken: Error: oh']);
  });
});

describe('seeded randomness', () => {
  it('spreads evenly and gives ids of the right form that do not repeat', () => {
    const random = new SeededRandom('spread');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const digit = random.integer(10);
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(8_000);
    const ids = Array.from({ length: 10_000 }, () => random.uuid());
    expect(new Set(ids).size).toBe(10_000);
    expect(
      ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toEqual([]);
  });

  it('repeats itself for one seed and differs for another', () => {
    const draw = (seed: string) => {
      const random = new SeededRandom(seed);
      return [random.uuid(), random.hex(7), random.integer(1_000_000), random.text(5, 'abc')];
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    expect(draw('a')[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
