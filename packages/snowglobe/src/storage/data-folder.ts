import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableDefinition } from '../contract/table.ts';
import { FileBlobs } from './file-blobs.ts';
import { Journal } from './journal.ts';
import type { MemoryStore } from './memory-store.ts';
import { StoreDamaged, StoreRefused } from './store-refused.ts';

/** Raised whenever rows on disk change their shape. */
const storeFormat = 1;

const marker = 'snowglobe.json';

export interface DataFolder {
  readonly journal: Journal;
  readonly blobs: FileBlobs;
  /** Where the globe was reached when it last ran: URLs of queues and APIs that were handed out name this port. */
  readonly port: number | undefined;
  rememberPort(port: number): void;
  /** Reads every row into the store. */
  load(store: MemoryStore, tables: ReadonlyMap<string, TableDefinition<object>>): Promise<void>;
  close(): Promise<void>;
}

/** Opens a data folder, or makes one where there is none. Throws StoreRefused, having touched nothing, when it cannot be used. */
export async function openDataFolder(
  folder: string,
  reportFault: (where: string, error: unknown) => void,
): Promise<DataFolder> {
  const found = checkMarker(folder);
  const isNew = found === undefined || found.beginning === true;
  if (isNew) begin(folder);
  const journalFolder = join(folder, 'journal');
  if (!isNew && !existsSync(join(journalFolder, 'CURRENT'))) throw new StoreDamaged(`${journalFolder} is not whole`);
  const blobs = new FileBlobs(join(folder, 'blobs'), reportFault);
  const journal = await openJournal(journalFolder, isNew, blobs, reportFault);
  if (isNew) writeMarker(folder, { format: storeFormat });
  return {
    journal,
    blobs,
    port: found?.port,
    rememberPort: (port) => writeMarker(folder, { format: storeFormat, port }),
    load: (store, tables) => load(journal, store, tables),
    close: () => journal.close(),
  };
}

interface Marker {
  readonly format?: unknown;
  /** True until the first start has made the journal: there is nothing to lose yet. */
  readonly beginning?: boolean;
  readonly port?: number;
}

/** What the folder says of itself; undefined when it is yet to be filled. */
function checkMarker(folder: string): Marker | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder);
  if (names.length === 0) return undefined;
  if (!names.includes(marker)) {
    throw new StoreRefused(`${folder} is not empty and holds no Snowglobe store: choose another --data folder`);
  }
  const found = readMarker(join(folder, marker));
  if (found.format === storeFormat) return found;
  throw new StoreRefused(
    `${folder} was written in store format ${found.format}, this Snowglobe reads format ${storeFormat}: use the Snowglobe that wrote it, or another --data folder`,
  );
}

function begin(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeMarker(folder, { format: storeFormat, beginning: true });
  rmSync(join(folder, 'journal'), { recursive: true, force: true });
}

function writeMarker(folder: string, content: Marker): void {
  writeFileSync(join(folder, marker), `${JSON.stringify(content)}\n`);
}

function readMarker(path: string): Marker {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Marker;
  } catch (error) {
    throw new StoreDamaged(`${path} cannot be read (${(error as Error).message})`);
  }
}

async function openJournal(
  folder: string,
  isNew: boolean,
  blobs: FileBlobs,
  reportFault: (where: string, error: unknown) => void,
): Promise<Journal> {
  try {
    return await Journal.open(
      folder,
      isNew,
      () => blobs.flushed(),
      (error) => reportFault('the journal', error),
    );
  } catch (error) {
    throw refusal(folder, error);
  }
}

function refusal(folder: string, error: unknown): StoreRefused {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  if (cause?.code === 'LEVEL_LOCKED') return new StoreRefused(`${folder} is in use by another Snowglobe`);
  return new StoreDamaged(`${folder} cannot be opened (${cause?.message ?? (error as Error).message})`);
}

async function load(
  journal: Journal,
  store: MemoryStore,
  tables: ReadonlyMap<string, TableDefinition<object>>,
): Promise<void> {
  try {
    for await (const { table, scope, partition, row } of journal.rows()) {
      const definition = tables.get(table);
      if (!definition) throw new StoreDamaged(`it has rows of an unknown table ${table}`);
      store.load(definition, scope, partition, row);
    }
  } catch (error) {
    throw error instanceof StoreRefused ? error : new StoreDamaged((error as Error).message);
  }
}
