import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Store } from '../../contract/store.ts';
import type { Due } from '../../contract/time.ts';
import { type BufferAddress, bufferOf, dropBatch, markFailing, nextBatch } from './buffer.ts';
import { deliveryStreamArn, findStream } from './delivery-stream.ts';
import { openDataKey } from './encryption.ts';
import { logDeliveryError } from './error-log.ts';
import { limits, retryPauseMs } from './limits.ts';
import { type Outlet, outletOf, type Written } from './outlet.ts';
import { type BufferedRecord, type BufferRow, buffers, type ChunkRow, type DeliveryStreamRow } from './tables.ts';

/** What is under way for the buffers of one store, by their names. */
interface Progress {
  /** Being written at the moment. */
  readonly writing: Set<string>;
  /** When they are looked at next. */
  readonly dues: Map<string, Due>;
  /** Not to be looked at before, after a failure. */
  readonly pausedUntil: Map<string, number>;
}

const progresses = new WeakMap<Store, Progress>();

function progressOf({ store }: Globe): Progress {
  const known = progresses.get(store) ?? { writing: new Set(), dues: new Map(), pausedUntil: new Map() };
  progresses.set(store, known);
  return known;
}

const nameOf = ({ bufferName, name, scope }: BufferAddress): string =>
  `${deliveryStreamArn(scope, name)}/${bufferName}`;

/** Looks at a buffer once, at an instant; instead of any earlier plan. */
function lookAt(globe: Globe, address: BufferAddress, instant: number): void {
  const { dues, pausedUntil } = progressOf(globe);
  const name = nameOf(address);
  dues.get(name)?.cancel();
  const notBefore = Math.max(instant, pausedUntil.get(name) ?? 0);
  const look = () => {
    dues.delete(name);
    return deliver(globe, address);
  };
  dues.set(name, globe.scheduler.at(notBefore, `firehose: ${address.name}`, look));
}

const isFull = ({ bytes, dueAt }: BufferRow, { hints }: Outlet): boolean => dueAt !== undefined && bytes >= hints.bytes;

/** Has a buffer written once it is due: full, or old enough. */
export function scheduleDelivery(globe: Globe, address: BufferAddress): void {
  const row = findStream(globe, address);
  const buffer = bufferOf(globe, address);
  if (!row || buffer.dueAt === undefined || progressOf(globe).writing.has(nameOf(address))) return;
  const now = globe.clock.now();
  const full = isFull(buffer, outletOf(row, address.bufferName));
  lookAt(globe, address, full ? now : Math.max(buffer.dueAt, now));
}

/** Ends what is planned for the buffers of a stream that is deleted. */
export function forgetDelivery(globe: Globe, address: BufferAddress): void {
  const { dues, pausedUntil } = progressOf(globe);
  const name = nameOf(address);
  dues.get(name)?.cancel();
  dues.delete(name);
  pausedUntil.delete(name);
}

async function deliver(globe: Globe, address: BufferAddress): Promise<void> {
  const { pausedUntil, writing } = progressOf(globe);
  const name = nameOf(address);
  if (writing.has(name)) return;
  writing.add(name);
  let pauseMs: number | undefined;
  try {
    for (let due = dueBatch(globe, address); pauseMs === undefined && due; ) {
      pauseMs = await deliverBatch(globe, address, due);
      due = dueBatch(globe, address);
    }
  } finally {
    writing.delete(name);
  }
  const now = globe.clock.now();
  if (pauseMs === undefined) pausedUntil.delete(name);
  else pausedUntil.set(name, now + pauseMs);
  scheduleDelivery(globe, address);
}

interface DueBatch {
  readonly row: DeliveryStreamRow;
  readonly outlet: Outlet;
  readonly buffer: BufferRow;
  readonly chunks: readonly ChunkRow[];
  readonly oldest: BufferedRecord;
}

/** What is to be written now. */
function dueBatch(globe: Globe, address: BufferAddress): DueBatch | undefined {
  const row = findStream(globe, address);
  const buffer = bufferOf(globe, address);
  if (!row || buffer.dueAt === undefined) return undefined;
  const outlet = outletOf(row, address.bufferName);
  if (buffer.dueAt > globe.clock.now() && !isFull(buffer, outlet)) return undefined;
  const chunks = nextBatch(globe, address, outlet.hints);
  const oldest = chunks[0]?.records[0];
  return oldest && { row, outlet, buffer, chunks, oldest };
}

/** Writes one batch; gives the pause when it has to be tried again. */
async function deliverBatch(globe: Globe, address: BufferAddress, due: DueBatch): Promise<number | undefined> {
  const { buffer, chunks, oldest, outlet, row } = due;
  const cause = globe.causes.begin('delivery', `firehose ${row.name}`, chunks[0]?.cause);
  let written: Written = {};
  try {
    if (buffer.dataKey) await openDataKey(globe, address.scope, buffer.dataKey, cause);
    const records = chunks.flatMap((chunk) => chunk.records);
    written = await outlet.write({ globe, address, row, cause }, records, buffer);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    await logDeliveryError(globe, address, row, error, cause);
    if (!isGivenUp(globe, oldest)) return retryPauseMs;
  }
  // Deleted while it was written: nothing is left to forget.
  if (!findStream(globe, address)) return undefined;
  const { again, commit } = written;
  if (again) {
    globe.store.step(cause, () => markFailing(globe, address, again.failing));
    return again.afterMs;
  }
  const filled = globe.store.step(cause, () => {
    const addresses = commit?.() ?? [];
    dropBatch(globe, address, outlet.hints, chunks);
    return addresses;
  });
  for (const each of filled) scheduleDelivery(globe, each);
  return undefined;
}

/** AWS: "If the issue continues beyond 24 hours, Firehose discards the data." */
function isGivenUp(globe: Globe, oldest: BufferedRecord): boolean {
  return globe.clock.now() - oldest.arrivedAt >= limits.deliveryRetryMs;
}

/** After a restart: the buffers that are still to be written. */
export function resume(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(buffers)) {
    for (const { bufferName, streamName: name } of rows.range()) scheduleDelivery(globe, { scope, name, bufferName });
  }
}
