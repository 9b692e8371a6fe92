import { createHash } from 'node:crypto';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { BlobWriter } from '../../contract/store.ts';
import { deleteBlobAfterReading, readingBlobs } from './blob-reading.ts';
import { type ChecksumAlgorithm, checksumAlgorithms } from './checksum.ts';
import { inlineBodyBytes } from './limits.ts';
import { bodies, type Piece } from './tables.ts';

/** A request's body as the gateway, or a caller inside the process, hands it over. */
export type IncomingBody = AsyncIterable<Uint8Array> | Uint8Array | string;

/** A body that has been read whole, hashed and laid down. */
export interface ReceivedBody {
  readonly pieces: readonly Piece[];
  readonly size: number;
  readonly md5: Uint8Array;
  readonly digests: ReadonlyMap<ChecksumAlgorithm, Uint8Array>;
}

/** Reads a body to its end: small ones stay in memory, others go to a blob while they are hashed. */
export async function receiveBody(
  globe: Globe,
  body: IncomingBody | undefined,
  algorithms: Iterable<ChecksumAlgorithm>,
  purpose: 'keep' | 'hash only' = 'keep',
): Promise<ReceivedBody> {
  const md5 = createHash('md5');
  const digesters = new Map([...new Set(algorithms)].map((name) => [name, checksumAlgorithms[name].create()]));
  const sink = new BodySink(globe);
  try {
    for await (const chunk of chunksOf(body)) {
      md5.update(chunk);
      for (const digester of digesters.values()) digester.update(chunk);
      if (purpose === 'keep') await sink.write(chunk);
    }
    const digests = new Map<ChecksumAlgorithm, Uint8Array>();
    for (const [name, digester] of digesters) digests.set(name, await digester.digest());
    return { pieces: await sink.finish(), size: sink.size, md5: md5.digest(), digests };
  } catch (error) {
    sink.abort();
    throw error;
  }
}

/** Collects chunks, moving to a blob once they are too many for a row. */
class BodySink {
  size = 0;
  readonly #globe: Globe;
  #chunks: Uint8Array[] = [];
  #writer: BlobWriter | undefined;

  constructor(globe: Globe) {
    this.#globe = globe;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.size += chunk.byteLength;
    if (this.#writer === undefined) {
      this.#chunks.push(chunk);
      if (this.size <= inlineBodyBytes) return;
      this.#writer = this.#globe.blobs.writer();
      for (const kept of this.#chunks) await this.#writer.write(kept);
      this.#chunks = [];
    } else {
      await this.#writer.write(chunk);
    }
  }

  async finish(): Promise<readonly Piece[]> {
    if (this.#writer !== undefined) return [{ size: this.size, blob: await this.#writer.finish() }];
    return this.size === 0 ? [] : [{ size: this.size, bytes: new Uint8Array(Buffer.concat(this.#chunks)) }];
  }

  abort(): void {
    this.#writer?.abort();
  }
}

async function* chunksOf(body: IncomingBody | undefined): AsyncIterable<Uint8Array> {
  if (body === undefined) return;
  if (typeof body === 'string') yield Buffer.from(body, 'utf8');
  else if (body instanceof Uint8Array) yield body;
  else yield* body;
}

/** Runs the step that gives a received body its row; throws the body away when the step fails. */
export function keepBody<Output>(call: Call, received: ReceivedBody, work: () => Output): Output {
  try {
    return call.step(work);
  } catch (error) {
    discardBody(call.globe, received.pieces);
    throw error;
  }
}

function discardBody(globe: Globe, pieces: readonly Piece[]): void {
  for (const piece of pieces) if ('blob' in piece) globe.blobs.delete(piece.blob);
}

/** Counts one more holder of the pieces. Within a step. */
export function holdBody(globe: Globe, pieces: readonly Piece[]): void {
  changeHolders(globe, pieces, 1);
}

/** Counts one holder less; blobs without holders are deleted once the step is committed. Within a step. */
export function releaseBody(globe: Globe, pieces: readonly Piece[]): void {
  changeHolders(globe, pieces, -1);
}

function changeHolders(globe: Globe, pieces: readonly Piece[], by: 1 | -1): void {
  const rows = globe.store.collection(bodies, everywhere);
  for (const piece of pieces) {
    if (!('blob' in piece)) continue;
    const holders = (rows.get(piece.blob)?.holders ?? 0) + by;
    if (holders > 0) rows.put({ blob: piece.blob, holders });
    else rows.delete(piece.blob);
  }
}

/** Deletes each blob whose last holder is gone. */
export function deleteUnheldBlobs(globe: Globe): void {
  globe.store.watch(bodies, ({ key, after }) => {
    if (after === undefined) deleteBlobAfterReading(globe, key);
  });
}

/** Bytes `start` (inclusive) to `end` (exclusive) of a body. */
export function readBody(
  globe: Globe,
  pieces: readonly Piece[],
  start: number,
  end: number,
): AsyncIterable<Uint8Array> | Uint8Array {
  const cuts = cutPieces(pieces, start, end);
  const [only] = cuts;
  if (only === undefined) return new Uint8Array(0);
  if (cuts.length === 1 && 'bytes' in only) return only.bytes.subarray(only.from, only.to);
  const blobs = cuts.flatMap((cut) => ('blob' in cut ? [cut.blob] : []));
  return readingBlobs(globe, blobs, streamCuts(globe, cuts));
}

type Cut = Piece & { readonly from: number; readonly to: number };

/** Which stretch of each piece belongs to a range of the whole. */
export function cutPieces(pieces: readonly Piece[], start: number, end: number): readonly Cut[] {
  const cuts: Cut[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.size);
    if (from < to) cuts.push({ ...piece, from, to });
    offset += piece.size;
  }
  return cuts;
}

async function* streamCuts(globe: Globe, cuts: readonly Cut[]): AsyncGenerator<Uint8Array, undefined> {
  for (const cut of cuts) {
    if ('bytes' in cut) yield cut.bytes.subarray(cut.from, cut.to);
    else yield* globe.blobs.stream(cut.blob, cut.from, cut.to);
  }
}
