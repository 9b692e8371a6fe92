import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import type { ClassicLevel } from 'classic-level';
import type { Scope } from '../contract/scope.ts';
import type { TableDefinition } from '../contract/table.ts';
import { AcknowledgedBatch } from './acknowledged-batch.ts';
import { StoreDamaged } from './store-refused.ts';

/** What the journal needs to know of a write. */
export interface JournalWrite {
  readonly rows: { readonly table: TableDefinition<object>; readonly scope: Scope; readonly partition: string };
  readonly key: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** A row as read back from disk. */
export interface JournalRow {
  readonly table: string;
  readonly scope: Scope;
  readonly partition: string;
  readonly row: object;
}

type Database = ClassicLevel<Buffer, Buffer>;
type Entry = { type: 'put'; key: Buffer; value: Buffer } | { type: 'del'; key: Buffer };

/** What the journal says of itself, so that a store that lost something is noticed. Row keys never start with this character. */
const summaryKey = Buffer.from('!summary', 'utf16le');

interface Summary {
  readonly rows: number;
  /** The number of the batch that wrote this. */
  readonly batch: number;
}

/** UTF-16 keeps keys apart that differ only in unpaired surrogates, which UTF-8 cannot. */
function entryKey({ rows, key }: JournalWrite): Buffer {
  const { table, scope, partition } = rows;
  return Buffer.from([table.name, scope.account, scope.region, partition, key].join('\0'), 'utf16le');
}

function seal(value: unknown): Buffer {
  const body = serialize(value);
  const sealed = Buffer.allocUnsafe(body.length + 4);
  sealed.writeUInt32LE(crc32(body), 0);
  body.copy(sealed, 4);
  return sealed;
}

function unseal(sealed: Buffer): unknown {
  const body = sealed.subarray(4);
  if (sealed.length < 4 || sealed.readUInt32LE(0) !== crc32(body)) throw new StoreDamaged('a row fails its checksum');
  return deserialize(body);
}

/** Writes every committed step to disk: all steps of a tick as one atomic batch with one sync. */
export class Journal {
  readonly #database: Database;
  readonly #onFault: (error: unknown) => void;
  readonly #bodies: () => Promise<void> | undefined;
  readonly #acknowledged: AcknowledgedBatch;
  #pending = new Map<string, Entry>();
  #rowCount = 0;
  #batch = 0;
  #scheduled: Promise<void> | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    database: Database,
    acknowledged: AcknowledgedBatch,
    bodies: () => Promise<void> | undefined,
    onFault: (error: unknown) => void,
  ) {
    this.#database = database;
    this.#acknowledged = acknowledged;
    this.#bodies = bodies;
    this.#onFault = onFault;
  }

  /** `bodies` resolves when the blobs written so far are on disk: a row never outlives its body. */
  static async open(
    folder: string,
    isNew: boolean,
    bodies: () => Promise<void> | undefined,
    onFault: (error: unknown) => void,
  ): Promise<Journal> {
    // Native code that a globe in memory does without.
    const { ClassicLevel } = await import('classic-level');
    const database: Database = new ClassicLevel(folder, {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
      createIfMissing: isNew,
      errorIfExists: isNew,
    });
    await database.open();
    return new Journal(database, new AcknowledgedBatch(join(folder, '..', 'acknowledged')), bodies, onFault);
  }

  /** Every row on disk. Throws StoreDamaged when some are missing or broken. */
  async *rows(): AsyncIterable<JournalRow> {
    let summary: Summary = { rows: 0, batch: 0 };
    for await (const [key, value] of this.#database.iterator()) {
      if (key.equals(summaryKey)) {
        summary = unseal(value) as Summary;
        continue;
      }
      const [table = '', account = '', region = '', partition = ''] = key.toString('utf16le').split('\0');
      this.#rowCount += 1;
      yield { table, scope: { account, region }, partition, row: unseal(value) as object };
    }
    this.#batch = summary.batch;
    const acknowledged = this.#acknowledged.read();
    if (summary.rows !== this.#rowCount)
      throw new StoreDamaged(`it should hold ${summary.rows} rows but holds ${this.#rowCount}`);
    if (summary.batch < acknowledged)
      throw new StoreDamaged(`its last ${acknowledged - summary.batch} batches of writes are missing`);
  }

  append(writes: readonly JournalWrite[]): void {
    for (const write of writes) {
      const key = entryKey(write);
      const { before, after } = write;
      this.#rowCount += Number(after !== undefined) - Number(before !== undefined);
      const entry: Entry = after === undefined ? { type: 'del', key } : { type: 'put', key, value: seal(after) };
      this.#pending.set(key.toString('latin1'), entry);
    }
    this.#scheduled ??= this.#schedule();
  }

  flushed(): Promise<void> | undefined {
    return this.#scheduled;
  }

  async close(): Promise<void> {
    await this.#scheduled;
    await this.#writing;
    this.#acknowledged.close();
    await this.#database.close();
  }

  /** One flush for the rest of this tick and for what commits while the flush before it is still writing. */
  #schedule(): Promise<void> {
    const flush = this.#writing.then(() => nextTurn()).then(() => this.#flush());
    this.#writing = flush.catch(() => undefined);
    flush.catch((error: unknown) => this.#onFault(error));
    return flush;
  }

  async #flush(): Promise<void> {
    const entries = this.#pending;
    this.#pending = new Map();
    this.#scheduled = undefined;
    const summary: Summary = { rows: this.#rowCount, batch: this.#batch + 1 };
    try {
      await this.#bodies();
      await this.#database.batch([...entries.values(), { type: 'put', key: summaryKey, value: seal(summary) }], {
        sync: true,
      });
      this.#batch = summary.batch;
      this.#acknowledged.write(summary.batch);
    } catch (error) {
      // The rows are in memory already, so they belong to the next batch too.
      this.#pending = new Map([...entries, ...this.#pending]);
      throw error;
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
