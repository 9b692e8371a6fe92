import type { Cause } from '../contract/cause.ts';
import type { Scope } from '../contract/scope.ts';
import type { Change, Located, Store } from '../contract/store.ts';
import type { Collection, TableDefinition } from '../contract/table.ts';
import type { Clock } from '../contract/time.ts';
import type { Journal } from './journal.ts';
import { Rows } from './rows.ts';

interface Write {
  readonly rows: Rows<object>;
  readonly key: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** A table's collections, oldest first, and by partition: those of one partition differ in their scopes, which are few. */
interface StoredTable {
  readonly all: Rows<object>[];
  readonly byPartition: Map<string, Rows<object>[]>;
}

type Listener = (change: Change) => void;

export interface MemoryStoreOptions {
  readonly clock: Clock;
  /** Absent: nothing is kept on disk. */
  readonly journal?: Journal | undefined;
  readonly reportFault: (where: string, error: unknown) => void;
}

/** State in memory, changed by synchronous steps, each handed to the journal and the listeners when it commits. */
export class MemoryStore implements Store {
  readonly #options: MemoryStoreOptions;
  readonly #tables = new Map<string, StoredTable>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #writes: Write[] | undefined;
  #notifying = false;
  #sequence = 0;

  constructor(options: MemoryStoreOptions) {
    this.#options = options;
  }

  collection<Row extends object>(table: TableDefinition<Row>, scope: Scope, partition = ''): Collection<Row> {
    return this.#rows(table, scope, partition);
  }

  *everyCollection<Row extends object>(table: TableDefinition<Row>): Iterable<Located<Row>> {
    // A copy: whoever reads may make collections.
    const all = this.#tables.get(table.name)?.all.slice() ?? [];
    for (const rows of all) {
      if (rows.size === 0) continue;
      yield { scope: rows.scope, partition: rows.partition, rows: rows as unknown as Collection<Row> };
    }
  }

  step<T>(cause: Cause, work: () => T): T {
    if (this.#notifying) throw new Error('a listener of the change feed tried to open a step: use scheduler.soon');
    if (this.#writes) return this.#joined(this.#writes, work);
    const writes: Write[] = [];
    this.#writes = writes;
    let result: T;
    try {
      result = work();
    } catch (error) {
      undo(writes, 0);
      throw error;
    } finally {
      this.#writes = undefined;
    }
    if (writes.length > 0) this.#commit(writes, cause);
    return result;
  }

  watch<Row extends object>(table: TableDefinition<Row>, listener: (change: Change<Row>) => void): () => void {
    const listeners = this.#listeners.get(table.name) ?? new Set();
    this.#listeners.set(table.name, listeners);
    listeners.add(listener as Listener);
    return () => listeners.delete(listener as Listener);
  }

  flushed(): Promise<void> | undefined {
    return this.#options.journal?.flushed();
  }

  /** Puts a row read from disk in its place, unseen by listeners and journal. */
  load(table: TableDefinition<object>, scope: Scope, partition: string, row: object): void {
    const rows = this.#rows(table, scope, partition);
    const key = table.key(row);
    rows.replace(key, rows.get(key), row);
  }

  /** Deletes every row of every table as one step. */
  clear(cause: Cause): void {
    this.step(cause, () => {
      for (const { all } of this.#tables.values()) for (const rows of all) rows.clear();
    });
  }

  /** Runs several times for every request, so it builds no text to look up by. */
  #rows<Row extends object>(table: TableDefinition<Row>, scope: Scope, partition: string): Rows<Row> {
    let stored = this.#tables.get(table.name);
    if (!stored) this.#tables.set(table.name, (stored = { all: [], byPartition: new Map() }));
    let places = stored.byPartition.get(partition);
    if (!places) stored.byPartition.set(partition, (places = []));
    for (const rows of places) {
      if (rows.scope.region === scope.region && rows.scope.account === scope.account)
        return rows as unknown as Rows<Row>;
    }
    const rows = new Rows(table, scope, partition, this.#record);
    places.push(rows as unknown as Rows<object>);
    stored.all.push(rows as unknown as Rows<object>);
    return rows;
  }

  readonly #record = (rows: Rows<object>, key: string, before: object | undefined, after: object | undefined): void => {
    if (!this.#writes) throw new Error(`a write to ${rows.table.name} outside a step`);
    this.#writes.push({ rows, key, before, after });
  };

  #joined<T>(writes: Write[], work: () => T): T {
    const start = writes.length;
    try {
      return work();
    } catch (error) {
      undo(writes, start);
      throw error;
    }
  }

  #commit(writes: readonly Write[], cause: Cause): void {
    this.#options.journal?.append(writes);
    const at = this.#options.clock.now();
    this.#notifying = true;
    try {
      for (const write of writes) this.#notify(write, at, cause);
    } finally {
      this.#notifying = false;
    }
  }

  #notify(write: Write, at: number, cause: Cause): void {
    this.#sequence += 1;
    const { table, scope, partition } = write.rows;
    const listeners = this.#listeners.get(table.name);
    if (!listeners || listeners.size === 0) return;
    const { key, before, after } = write;
    const change: Change = {
      sequence: this.#sequence,
      at,
      table: table.name,
      scope,
      partition,
      key,
      before,
      after,
      cause,
    };
    for (const listener of Array.from(listeners)) {
      try {
        listener(change);
      } catch (error) {
        this.#options.reportFault(`a listener of ${table.name}`, error);
      }
    }
  }
}

function undo(writes: Write[], start: number): void {
  for (const { rows, key, before, after } of writes.splice(start).reverse()) rows.replace(key, after, before);
}
