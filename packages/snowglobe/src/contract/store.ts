import type { Cause } from './cause.ts';
import type { Scope } from './scope.ts';
import type { Collection, TableDefinition } from './table.ts';

/** One committed write of one row. */
export interface Change<Row extends object = object> {
  /** Position in the feed: 1, 2, 3 ... since the globe started. */
  readonly sequence: number;
  /** Epoch ms on the globe's clock. */
  readonly at: number;
  readonly table: string;
  readonly scope: Scope;
  readonly partition: string;
  readonly key: string;
  /** Undefined when the row is new. */
  readonly before: Row | undefined;
  /** Undefined when the row was deleted. */
  readonly after: Row | undefined;
  readonly cause: Cause;
}

/** A collection together with where it lives. */
export interface Located<Row extends object> {
  readonly scope: Scope;
  readonly partition: string;
  readonly rows: Collection<Row>;
}

/** All state of the globe. */
export interface Store {
  /** The collection (made empty on first use). Partition is '' for tables without partitions. */
  collection<Row extends object>(table: TableDefinition<Row>, scope: Scope, partition?: string): Collection<Row>;
  /** Every non-empty collection of a table, over all scopes and partitions. */
  everyCollection<Row extends object>(table: TableDefinition<Row>): Iterable<Located<Row>>;
  /**
   * Runs synchronous work whose writes commit whole when it returns and vanish when it throws.
   * A step inside a step joins it. Work must not return a promise.
   */
  step<T>(cause: Cause, work: () => T): T;
  /** Calls the listener after each committed change of the table, in order, synchronously. Listeners may not write: use `scheduler.soon`. */
  watch<Row extends object>(table: TableDefinition<Row>, listener: (change: Change<Row>) => void): () => void;
  /** Resolves when everything committed so far is on disk; undefined when it already is or nothing is kept on disk. */
  flushed(): Promise<void> | undefined;
}

/** Names a stored body. */
export type BlobRef = string;

/** Receives one body piece by piece. */
export interface BlobWriter {
  write(chunk: Uint8Array): Promise<void> | undefined;
  finish(): Promise<BlobRef>;
  abort(): void;
}

/** Bodies too large for rows: S3 objects, function code. Refs are content-independent and never reused. */
export interface Blobs {
  put(bytes: Uint8Array): BlobRef;
  writer(): BlobWriter;
  /** The whole body. Throws when there is none. */
  read(ref: BlobRef): Promise<Uint8Array>;
  /** `start` and `end` are byte offsets, `end` exclusive. */
  stream(ref: BlobRef, start?: number, end?: number): AsyncIterable<Uint8Array>;
  /** Call after the step that dropped the last reference. */
  delete(ref: BlobRef): void;
}
