import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cause } from '../contract/cause.ts';
import type { Change } from '../contract/store.ts';
import type { Range, TableDefinition } from '../contract/table.ts';
import { GlobeClock } from '../time/clock.ts';
import { MemoryStore } from './memory-store.ts';

interface Row {
  readonly id: string;
  readonly group?: string;
}

const table: TableDefinition<Row> = {
  name: 'test/rows',
  key: (row) => row.id,
  indexes: { byGroup: (row) => row.group },
};
const scope = { account: '000000000000', region: 'us-east-1' };
const cause: Cause = { id: '0'.repeat(16), trace: 'test', kind: 'system', label: 'test', at: 0 };

function newStore() {
  const faults: unknown[] = [];
  const store = new MemoryStore({
    clock: new GlobeClock({ held: true, startAt: 0 }),
    reportFault: (_where, error) => faults.push(error),
  });
  return { store, faults, rows: store.collection(table, scope) };
}

describe('a step', () => {
  it('commits all of its writes and tells the listeners in order', () => {
    const { store, rows } = newStore();
    const changes: Change<Row>[] = [];
    store.watch(table, (change) => changes.push(change));
    store.step(cause, () => {
      rows.put({ id: 'a' });
      rows.put({ id: 'a', group: 'g' });
      rows.delete('a');
      expect(changes).toEqual([]);
    });
    expect(changes.map(({ before, after }) => [before, after])).toEqual([
      [undefined, { id: 'a' }],
      [{ id: 'a' }, { id: 'a', group: 'g' }],
      [{ id: 'a', group: 'g' }, undefined],
    ]);
    expect(changes.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('leaves nothing behind when it throws, in rows and indexes', () => {
    const { store, rows } = newStore();
    store.step(cause, () => rows.put({ id: 'a', group: 'g' }));
    const attempt = () =>
      store.step(cause, () => {
        rows.put({ id: 'a', group: 'h' });
        rows.put({ id: 'b', group: 'g' });
        throw new Error('no');
      });
    expect(attempt).toThrow('no');
    expect([...rows.range()]).toEqual([{ id: 'a', group: 'g' }]);
    expect([...rows.rangeBy('byGroup')]).toEqual([{ id: 'a', group: 'g' }]);
  });

  it('undoes only the inner step when its error is caught by the outer one', () => {
    const { store, rows } = newStore();
    store.step(cause, () => {
      rows.put({ id: 'kept' });
      const inner = () =>
        store.step(cause, () => {
          rows.put({ id: 'dropped' });
          throw new Error('inner');
        });
      expect(inner).toThrow('inner');
    });
    expect([...rows.range()].map(({ id }) => id)).toEqual(['kept']);
  });

  it('is needed for every write', () => {
    const { rows } = newStore();
    expect(() => rows.put({ id: 'a' })).toThrow('outside a step');
  });

  it('is refused to listeners, whose errors are reported and do not reach the writer', () => {
    const { store, rows, faults } = newStore();
    store.watch(table, () => store.step(cause, () => rows.put({ id: 'b' })));
    store.step(cause, () => rows.put({ id: 'a' }));
    expect([...rows.range()]).toEqual([{ id: 'a' }]);
    expect(String(faults[0])).toContain('scheduler.soon');
  });
});

const bound = fc.option(fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', 'c') }), { nil: undefined });
const ranges = fc.record({ from: bound, after: bound, to: bound, before: bound, prefix: bound, reverse: fc.boolean() });

function isWithin(order: string, range: Range): boolean {
  if (range.from !== undefined && order < range.from) return false;
  if (range.after !== undefined && order <= range.after) return false;
  if (range.to !== undefined && order > range.to) return false;
  if (range.before !== undefined && order >= range.before) return false;
  return range.prefix === undefined || order.startsWith(range.prefix);
}

describe('a collection', () => {
  it('gives exactly the rows of a range, in order, whatever was written and deleted before', () => {
    const ids = fc.array(fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') }), { maxLength: 30 });
    fc.assert(
      fc.property(ids, ids, ranges as fc.Arbitrary<Range>, (put, deleted, range) => {
        const { store, rows } = newStore();
        store.step(cause, () => {
          for (const id of put) rows.put({ id, ...(id.length > 1 && { group: id.slice(0, 1) }) });
          for (const id of deleted) rows.delete(id);
        });
        const left = [...new Set(put)].filter((id) => !deleted.includes(id)).sort();
        const direct = left.filter((id) => isWithin(id, range));
        expect([...rows.range(range)].map(({ id }) => id)).toEqual(range.reverse ? direct.reverse() : direct);
        const grouped = left.filter((id) => id.length > 1 && isWithin(id.slice(0, 1), range));
        expect([...rows.rangeBy('byGroup', range)].map(({ id }) => id)).toEqual(
          range.reverse ? grouped.reverse() : grouped,
        );
      }),
    );
  });
});
