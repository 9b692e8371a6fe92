import type { Globe } from '../../contract/globe.ts';
import type { BlobRef } from '../../contract/store.ts';

interface Readers {
  count: number;
  /** The last holder is gone: the last reader deletes the blob. */
  doomed: boolean;
}

const readersOfGlobes = new WeakMap<Globe, Map<BlobRef, Readers>>();

function readersOf(globe: Globe): Map<BlobRef, Readers> {
  const known = readersOfGlobes.get(globe) ?? new Map<BlobRef, Readers>();
  readersOfGlobes.set(globe, known);
  return known;
}

/** Deletes a blob at once, or when the answers that are being read from it have gone out. */
export function deleteBlobAfterReading(globe: Globe, blob: BlobRef): void {
  const readers = readersOf(globe).get(blob);
  if (readers === undefined) globe.blobs.delete(blob);
  else readers.doomed = true;
}

/** Keeps blobs alive until the chunks have been read to their end, or the reader has given up. */
export function readingBlobs(
  globe: Globe,
  blobs: readonly BlobRef[],
  chunks: AsyncIterator<Uint8Array>,
): AsyncIterableIterator<Uint8Array> {
  for (const blob of blobs) enter(globe, blob);
  let reading = true;
  const leaveAll = () => {
    if (reading) for (const blob of blobs) leave(globe, blob);
    reading = false;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await chunks.next();
        if (result.done) leaveAll();
        return result;
      } catch (error) {
        leaveAll();
        throw error;
      }
    },
    async return() {
      leaveAll();
      return (await chunks.return?.()) ?? { done: true, value: undefined };
    },
  };
}

function enter(globe: Globe, blob: BlobRef): void {
  const readers = readersOf(globe).get(blob);
  if (readers === undefined) readersOf(globe).set(blob, { count: 1, doomed: false });
  else readers.count += 1;
}

function leave(globe: Globe, blob: BlobRef): void {
  const readers = readersOf(globe).get(blob);
  if (readers === undefined) return;
  readers.count -= 1;
  if (readers.count > 0) return;
  readersOf(globe).delete(blob);
  if (readers.doomed) globe.blobs.delete(blob);
}
