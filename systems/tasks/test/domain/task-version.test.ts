import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HistoryIncomplete, isSnapshotDue, next, replay } from '../../src/domain/task-version.ts';
import { versionOf, viewOf } from '../../src/domain/task-view.ts';
import { fromItem, toItem } from '../../src/storage/event-log-item.ts';
import { recordAll, versionAfter } from '../in-memory.ts';
import { histories } from './histories.ts';

describe('the version of a task', () => {
  test('is the same from any snapshot plus the later events as from all events', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (events, cut) => {
        const recorded = recordAll(events);
        const at = cut % (recorded.length + 1);
        const early = replay(undefined, recorded.slice(0, at));
        const snapshot = early && versionOf(JSON.parse(JSON.stringify(viewOf(early))), early.sequence);
        expect(replay(snapshot, recorded.slice(at))).toEqual(versionAfter(recorded));
      }),
    );
  });

  test('is the same from events that went through items of the log', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const recorded = recordAll(events);
        expect(recorded.map(toItem).map(fromItem)).toEqual(recorded);
      }),
    );
  });

  test('is snapshot at every fifth event', () => {
    const events = recordAll([
      { type: 'Created', id: 'a', created_at: 'c', task: { name: 'n', summary: null, done: false } },
      ...Array.from({ length: 11 }, () => ({ type: 'Updated' as const, id: 'a', updated_at: 'u', update: {} })),
    ]);
    const due = events.map((_, index) => versionAfter(events.slice(0, index + 1))).filter(isSnapshotDue);
    expect(due.map(({ sequence }) => sequence)).toEqual([5, 10]);
  });

  test('does not leap over an event that has not arrived', () => {
    const [first, , third] = recordAll([
      { type: 'Created', id: 'a', created_at: 'c', task: { name: 'n', summary: null, done: false } },
      { type: 'Updated', id: 'a', updated_at: 'u', update: { name: 'lost' } },
      { type: 'Updated', id: 'a', updated_at: 'u', update: { done: true } },
    ]);
    if (first === undefined || third === undefined) throw new Error('two events are needed');
    const one = next(undefined, first);
    const incomplete = new HistoryIncomplete('a', 2, one);
    expect(() => next(one, third)).toThrow(incomplete);
    expect(incomplete.upTo).toEqual(one);
  });
});
