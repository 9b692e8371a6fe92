import type { Scope } from '../contract/scope.ts';
import type { Collection, Range, TableDefinition } from '../contract/table.ts';
import { OrderedTree } from './ordered-tree.ts';

/** Told of every write, before it counts: refuses it when no step is open. */
export type RecordWrite = (
  rows: Rows<object>,
  key: string,
  before: object | undefined,
  after: object | undefined,
) => void;

/** The rows of one collection in memory, with their indexes. */
export class Rows<Row extends object> implements Collection<Row> {
  readonly table: TableDefinition<Row>;
  readonly scope: Scope;
  readonly partition: string;
  readonly #record: RecordWrite;
  readonly #byKey = new Map<string, Row>();
  /** Built when first read in key order: many collections never are. */
  #ordered: OrderedTree<Row> | undefined;
  readonly #indexes = new Map<string, OrderedTree<Row>>();

  constructor(table: TableDefinition<Row>, scope: Scope, partition: string, record: RecordWrite) {
    this.table = table;
    this.scope = scope;
    this.partition = partition;
    this.#record = record;
    for (const name of Object.keys(table.indexes ?? {})) this.#indexes.set(name, new OrderedTree());
  }

  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): Row | undefined {
    return this.#byKey.get(key);
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  put(row: Row): void {
    const key = this.table.key(row);
    const before = this.#byKey.get(key);
    this.#record(this as unknown as Rows<object>, key, before, row);
    this.replace(key, before, row);
  }

  delete(key: string): boolean {
    const before = this.#byKey.get(key);
    if (before === undefined) return false;
    this.#record(this as unknown as Rows<object>, key, before, undefined);
    this.replace(key, before, undefined);
    return true;
  }

  clear(): void {
    for (const key of Array.from(this.#byKey.keys())) this.delete(key);
  }

  range(range?: Range): IterableIterator<Row> {
    this.#ordered ??= this.#order();
    return this.#ordered.range(range);
  }

  rangeBy(index: string, range?: Range): IterableIterator<Row> {
    const tree = this.#indexes.get(index);
    if (!tree) throw new Error(`table ${this.table.name} has no index ${index}`);
    return tree.range(range);
  }

  /** Writes without asking: for commits being undone and for rows read from disk. */
  replace(key: string, before: Row | undefined, after: Row | undefined): void {
    if (after === undefined) this.#byKey.delete(key);
    else this.#byKey.set(key, after);
    if (this.#ordered) move(this.#ordered, key, before && key, after && key, after);
    for (const [name, tree] of this.#indexes) {
      const order = this.table.indexes?.[name];
      move(tree, key, before && order?.(before), after && order?.(after), after);
    }
  }

  #order(): OrderedTree<Row> {
    const tree = new OrderedTree<Row>();
    for (const [key, row] of this.#byKey) tree.set(key, key, row);
    return tree;
  }
}

function move<Row>(
  tree: OrderedTree<Row>,
  key: string,
  from: string | undefined,
  to: string | undefined,
  row: Row | undefined,
): void {
  if (from !== undefined && from !== to) tree.remove(from, key);
  if (to !== undefined && row !== undefined) tree.set(to, key, row);
}
