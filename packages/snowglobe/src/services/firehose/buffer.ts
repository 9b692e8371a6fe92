import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Collection } from '../../contract/table.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { type BufferedRecord, type BufferRow, bufferKey, buffers, type ChunkRow, chunks } from './tables.ts';

export interface BufferAddress extends StreamAddress {
  readonly bufferName: string;
}

/** When a buffer is written: at so many bytes, or so long after its first record. */
export interface Hints {
  readonly bytes: number;
  readonly intervalMs: number;
  /** So many records at most go into one batch. */
  readonly records?: number;
}

/** The buffer of what comes in. */
export const intake = ({ name, scope }: StreamAddress): BufferAddress => ({ name, scope, bufferName: '' });

export function bufferOf(globe: Globe, { bufferName, name, scope }: BufferAddress): BufferRow {
  const row = globe.store.collection(buffers, scope).get(bufferKey(name, bufferName));
  return row ?? { streamName: name, bufferName, nextNumber: 1, bytes: 0 };
}

const chunksOf = (globe: Globe, { bufferName, name, scope }: BufferAddress): Collection<ChunkRow> =>
  globe.store.collection(chunks, scope, bufferKey(name, bufferName));

/** Every buffer of a stream. */
export function buffersOf(globe: Globe, { name, scope }: StreamAddress): readonly BufferRow[] {
  return [...globe.store.collection(buffers, scope).range({ prefix: bufferKey(name, '') })];
}

/** So that a buffer's size is kept to about so much. */
const chunkBytes = 256 * 1024;

/** A chunk's records, their total size. */
interface Piece {
  readonly records: BufferedRecord[];
  bytes: number;
}

function pieces(records: readonly BufferedRecord[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const record of records) {
    const last = result.at(-1);
    if (last && last.bytes + record.data.length <= chunkBytes) {
      last.records.push(record);
      last.bytes += record.data.length;
    } else result.push({ records: [record], bytes: record.data.length });
  }
  return result;
}

const positionOf = (number: number): string => String(number).padStart(16, '0');

/** Keeps records in a step; the first one sets when the buffer is due. Tells whether the buffer was empty, and whether it is full. */
export function addRecords(
  globe: Globe,
  address: BufferAddress,
  hints: Hints,
  records: readonly BufferedRecord[],
  cause: CauseLink,
  properties: Pick<BufferRow, 'dataKey' | 'partitionKeys'> = {},
): { readonly isNew: boolean; readonly isFull: boolean } {
  const before = bufferOf(globe, address);
  const rows = chunksOf(globe, address);
  const { id, trace } = cause;
  let { bytes, nextNumber } = before;
  for (const piece of pieces(records)) {
    rows.put({ position: positionOf(nextNumber), ...piece, cause: { id, trace } });
    bytes += piece.bytes;
    nextNumber += 1;
  }
  const dueAt = before.dueAt ?? globe.clock.now() + hints.intervalMs;
  globe.store.collection(buffers, address.scope).put({ ...before, ...properties, nextNumber, bytes, dueAt });
  return { isNew: before.dueAt === undefined, isFull: bytes >= hints.bytes };
}

/** The oldest records, up to a size. */
export function nextBatch(globe: Globe, address: BufferAddress, hints: Hints): readonly ChunkRow[] {
  const { failing } = bufferOf(globe, address);
  const batch: ChunkRow[] = [];
  let bytes = 0;
  let left = failing?.records ?? hints.records ?? Number.POSITIVE_INFINITY;
  for (const row of chunksOf(globe, address).range()) {
    if (batch.length > 0 && (bytes >= hints.bytes || row.records.length > left)) break;
    batch.push(row);
    left -= row.records.length;
    bytes += row.bytes;
  }
  return batch;
}

/** Forgets written records in a step. What came since then waits for its own interval; an empty partition is active no more. */
export function dropBatch(globe: Globe, address: BufferAddress, hints: Hints, batch: readonly ChunkRow[]): void {
  const rows = chunksOf(globe, address);
  for (const { position } of batch) rows.delete(position);
  const { dataKey, dueAt: _due, failing: _failing, ...buffer } = bufferOf(globe, address);
  const [oldest] = rows.range();
  const all = globe.store.collection(buffers, address.scope);
  if (!oldest && buffer.partitionKeys) {
    all.delete(bufferKey(address.name, address.bufferName));
    return;
  }
  const dueAt = (oldest?.records[0]?.arrivedAt ?? 0) + hints.intervalMs;
  const bytes = buffer.bytes - batch.reduce((sum, chunk) => sum + chunk.bytes, 0);
  all.put({ ...buffer, bytes, ...(oldest && { dueAt, ...(dataKey && { dataKey }) }) });
}

/** Remembers in a step that the oldest records could not be delivered. */
export function markFailing(globe: Globe, address: BufferAddress, failing: BufferRow['failing']): void {
  const { failing: _, ...buffer } = bufferOf(globe, address);
  globe.store.collection(buffers, address.scope).put({ ...buffer, ...(failing && { failing }) });
}

/** Forgets in a step all that a stream had buffered. */
export function dropBuffers(globe: Globe, address: StreamAddress): void {
  for (const { bufferName, streamName } of buffersOf(globe, address)) {
    chunksOf(globe, { ...address, bufferName }).clear();
    globe.store.collection(buffers, address.scope).delete(bufferKey(streamName, bufferName));
  }
}
