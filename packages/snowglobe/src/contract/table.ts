/** Declares one table. Rows are immutable values: to change one, put a new object under the same key. */
export interface TableDefinition<Row extends object> {
  /** `service/table`, unique in the globe; the journal and the change feed know the table by it. */
  readonly name: string;
  /** The row's key within its collection. Collections are ordered by it (UTF-16 code units, JavaScript's `<`). */
  readonly key: (row: Row) => string;
  /** Further orders of the same rows; a row for which the function gives undefined is not in that index. Ties are in key order. */
  readonly indexes?: Readonly<Record<string, (row: Row) => string | undefined>>;
}

/** Bounds of an ordered read. `from`/`to` include their bound, `after`/`before` exclude it. */
export interface Range {
  readonly from?: string;
  readonly after?: string;
  readonly to?: string;
  readonly before?: string;
  /** Only keys that start so. */
  readonly prefix?: string;
  readonly reverse?: boolean;
}

/**
 * The rows of one table in one account, region and partition (a queue, a DynamoDB table, a bucket ...).
 * Writing needs an open step; reading does not and sees the step's own writes.
 */
export interface Collection<Row extends object> {
  readonly size: number;
  get(key: string): Row | undefined;
  has(key: string): boolean;
  put(row: Row): void;
  /** True when there was such a row. */
  delete(key: string): boolean;
  /** Deletes every row. */
  clear(): void;
  /** Rows in key order. Do not write to the collection while iterating: collect first. */
  range(range?: Range): IterableIterator<Row>;
  /** Rows in the order of a declared index; bounds apply to the index key. */
  rangeBy(index: string, range?: Range): IterableIterator<Row>;
}
