import { randomUUID } from 'node:crypto';
import type { BlobRef, Blobs, BlobWriter } from '../contract/store.ts';

/** Bodies in memory, for globes without a data folder. */
export class MemoryBlobs implements Blobs {
  readonly #bodies = new Map<BlobRef, Uint8Array>();

  put(bytes: Uint8Array): BlobRef {
    const ref = randomUUID();
    this.#bodies.set(ref, bytes);
    return ref;
  }

  writer(): BlobWriter {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => {
        chunks.push(chunk);
        return undefined;
      },
      finish: async () => this.put(Buffer.concat(chunks)),
      abort: () => {
        chunks.length = 0;
      },
    };
  }

  async read(ref: BlobRef): Promise<Uint8Array> {
    return this.#body(ref);
  }

  async *stream(ref: BlobRef, start = 0, end?: number): AsyncIterable<Uint8Array> {
    yield this.#body(ref).subarray(start, end);
  }

  delete(ref: BlobRef): void {
    this.#bodies.delete(ref);
  }

  #body(ref: BlobRef): Uint8Array {
    const body = this.#bodies.get(ref);
    if (!body) throw new Error(`no body ${ref}`);
    return body;
  }
}
