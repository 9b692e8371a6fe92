import sortedBTree from 'sorted-btree';
import type { Range } from '../contract/table.ts';

const { default: BTree } = sortedBTree;

/** A key of an index: rows with equal `order` stand in the order of their own keys. */
interface Position {
  readonly order: string;
  /** Undefined stands after every key. */
  readonly key: string | undefined;
}

function compare(a: Position, b: Position): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  if (a.key === b.key) return 0;
  if (a.key === undefined) return 1;
  if (b.key === undefined) return -1;
  return a.key < b.key ? -1 : 1;
}

function lowest(range: Range): Position {
  if (range.after !== undefined) return { order: range.after, key: undefined };
  return { order: range.from ?? range.prefix ?? '', key: '' };
}

function highest(range: Range): Position | undefined {
  if (range.before !== undefined) return { order: range.before, key: '' };
  if (range.to !== undefined) return { order: range.to, key: undefined };
  if (range.prefix === undefined) return undefined;
  return { order: `${range.prefix}\uffff\uffff\uffff`, key: undefined };
}

function isBelow(order: string, range: Range): boolean {
  if (range.after !== undefined && order <= range.after) return true;
  if (range.from !== undefined && order < range.from) return true;
  return range.prefix !== undefined && order < range.prefix;
}

function isAbove(order: string, range: Range): boolean {
  if (range.before !== undefined && order >= range.before) return true;
  if (range.to !== undefined && order > range.to) return true;
  return range.prefix !== undefined && !order.startsWith(range.prefix);
}

/** Rows in the order of some text, ties in the order of their keys. */
export class OrderedTree<Row> {
  readonly #tree = new BTree<Position, Row>(undefined, compare);

  set(order: string, key: string, row: Row): void {
    this.#tree.set({ order, key }, row);
  }

  remove(order: string, key: string): void {
    this.#tree.delete({ order, key });
  }

  range(range: Range = {}): IterableIterator<Row> {
    return range.reverse ? this.#descending(range) : this.#ascending(range);
  }

  *#ascending(range: Range): IterableIterator<Row> {
    for (const [position, row] of this.#tree.entries(lowest(range))) {
      if (isBelow(position.order, range)) continue;
      if (isAbove(position.order, range)) return;
      yield row;
    }
  }

  *#descending(range: Range): IterableIterator<Row> {
    for (const [position, row] of this.#tree.entriesReversed(highest(range))) {
      if (isBelow(position.order, range)) return;
      if (isAbove(position.order, range)) continue;
      yield row;
    }
  }
}
