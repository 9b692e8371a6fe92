import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { type BufferedRecordRow, type BufferRow, bufferedRecords, buffers, type Destination } from './tables.ts';

const bytesPerMb = 1024 * 1024;

export const sizeOf = ({ BufferingHints }: Destination): number => (BufferingHints?.SizeInMBs ?? 5) * bytesPerMb;

export const intervalOf = ({ BufferingHints }: Destination): number =>
  (BufferingHints?.IntervalInSeconds ?? 300) * 1000;

export function bufferOf(globe: Globe, { name, scope }: StreamAddress): BufferRow {
  return globe.store.collection(buffers, scope).get(name) ?? { streamName: name, nextNumber: 1, bytes: 0 };
}

const positionOf = (number: number): string => String(number).padStart(16, '0');

/** AWS's record ids are long opaque texts. */
const recordIdAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const recordIdLength = 152;

/** Keeps one record in a step; the first one sets when the buffer is due. Returns the record's id. */
export function bufferRecord(
  globe: Globe,
  address: StreamAddress,
  destination: Destination,
  record: { readonly data: Uint8Array; readonly cause: CauseLink },
): string {
  const now = globe.clock.now();
  const buffer = bufferOf(globe, address);
  const recordId = globe.random.text(recordIdLength, recordIdAlphabet);
  const { cause, data } = record;
  globe.store.collection(bufferedRecords, address.scope, address.name).put({
    position: positionOf(buffer.nextNumber),
    recordId,
    data,
    arrivedAt: now,
    cause: { id: cause.id, trace: cause.trace },
  });
  globe.store.collection(buffers, address.scope).put({
    ...buffer,
    nextNumber: buffer.nextNumber + 1,
    bytes: buffer.bytes + data.length,
    dueAt: buffer.dueAt ?? now + intervalOf(destination),
  });
  return recordId;
}

/** Remembers in a step by which data key the newest records can be read. */
export function keepDataKey(globe: Globe, address: StreamAddress, dataKey: Uint8Array): void {
  globe.store.collection(buffers, address.scope).put({ ...bufferOf(globe, address), dataKey });
}

/** The oldest records, up to the buffer's size. */
export function nextBatch(
  globe: Globe,
  address: StreamAddress,
  destination: Destination,
): readonly BufferedRecordRow[] {
  const batch: BufferedRecordRow[] = [];
  let bytes = 0;
  for (const row of globe.store.collection(bufferedRecords, address.scope, address.name).range()) {
    if (bytes >= sizeOf(destination)) break;
    batch.push(row);
    bytes += row.data.length;
  }
  return batch;
}

/** Forgets written records in a step. What came since then waits for its own interval. */
export function dropBatch(
  globe: Globe,
  address: StreamAddress,
  destination: Destination,
  batch: readonly BufferedRecordRow[],
): void {
  const rows = globe.store.collection(bufferedRecords, address.scope, address.name);
  for (const { position } of batch) rows.delete(position);
  const { dueAt: _, dataKey, ...buffer } = bufferOf(globe, address);
  const bytes = buffer.bytes - batch.reduce((sum, { data }) => sum + data.length, 0);
  const [oldest] = rows.range();
  globe.store.collection(buffers, address.scope).put({
    ...buffer,
    bytes,
    ...(oldest && { dueAt: oldest.arrivedAt + intervalOf(destination), ...(dataKey && { dataKey }) }),
  });
}
