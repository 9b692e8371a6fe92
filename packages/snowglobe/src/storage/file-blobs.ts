import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobRef, Blobs, BlobWriter } from '../contract/store.ts';

const unfinished = '.part';

/** Bodies as files, one each, under two-digit folders. A body has its final name only once it is whole and synced. */
export class FileBlobs implements Blobs {
  readonly #folder: string;
  readonly #reportFault: (where: string, error: unknown) => void;
  /** Bodies handed over by `put` that are not on disk yet. */
  readonly #writing = new Map<BlobRef, { readonly bytes: Uint8Array; readonly done: Promise<void> }>();

  constructor(folder: string, reportFault: (where: string, error: unknown) => void) {
    this.#folder = folder;
    this.#reportFault = reportFault;
    mkdirSync(folder, { recursive: true });
    for (const part of readdirSync(folder).filter((name) => name.endsWith(unfinished))) rmSync(join(folder, part));
  }

  put(bytes: Uint8Array): BlobRef {
    const ref = randomUUID();
    const done = this.#store(ref, bytes);
    this.#writing.set(ref, { bytes, done });
    done.then(
      () => this.#writing.delete(ref),
      (error: unknown) => this.#reportFault(`writing body ${ref}`, error),
    );
    return ref;
  }

  writer(): BlobWriter {
    const ref = randomUUID();
    const file = open(this.#partPath(ref), 'w');
    return {
      write: async (chunk) => {
        await (await file).write(chunk);
      },
      finish: async () => {
        const handle = await file;
        await handle.sync();
        await handle.close();
        await rename(this.#partPath(ref), this.#path(ref));
        return ref;
      },
      abort: () => {
        file
          .then((handle) => handle.close())
          .then(() => rm(this.#partPath(ref), { force: true }))
          .catch((error: unknown) => this.#reportFault(`dropping body ${ref}`, error));
      },
    };
  }

  async read(ref: BlobRef): Promise<Uint8Array> {
    return this.#writing.get(ref)?.bytes ?? (await readFile(this.#path(ref)));
  }

  async *stream(ref: BlobRef, start = 0, end?: number): AsyncIterable<Uint8Array> {
    const pending = this.#writing.get(ref);
    if (pending) yield pending.bytes.subarray(start, end);
    else if (end === undefined || end > start)
      yield* createReadStream(this.#path(ref), { start, ...(end !== undefined && { end: end - 1 }) });
  }

  delete(ref: BlobRef): void {
    const written = this.#writing.get(ref)?.done ?? Promise.resolve();
    written
      .then(() => rm(this.#path(ref), { force: true }))
      .catch((error: unknown) => this.#reportFault(`deleting body ${ref}`, error));
  }

  /** Resolves when every body put so far is on disk. */
  flushed(): Promise<void> | undefined {
    if (this.#writing.size === 0) return undefined;
    return Promise.all([...this.#writing.values()].map(({ done }) => done)).then(() => undefined);
  }

  async #store(ref: BlobRef, bytes: Uint8Array): Promise<void> {
    const handle = await open(this.#partPath(ref), 'w');
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(this.#partPath(ref), this.#path(ref));
  }

  #path(ref: BlobRef): string {
    const folder = join(this.#folder, ref.slice(0, 2));
    mkdirSync(folder, { recursive: true });
    return join(folder, ref);
  }

  #partPath(ref: BlobRef): string {
    return join(this.#folder, `${ref}${unfinished}`);
  }
}
