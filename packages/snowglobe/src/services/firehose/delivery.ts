import { AwsError } from '../../contract/aws-error.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Store } from '../../contract/store.ts';
import { bufferOf, dropBatch, nextBatch, sizeOf } from './buffer.ts';
import { deliveryStreamArn, findStream, type StreamAddress } from './delivery-stream.ts';
import { openDataKey } from './encryption.ts';
import { logDeliveryError } from './error-log.ts';
import { limits, retryPauseMs } from './limits.ts';
import { writeBatch } from './s3-object.ts';
import { type BufferedRecordRow, buffers, type DeliveryStreamRow } from './tables.ts';

/** The streams that are being written at the moment, by ARN. */
const writing = new WeakMap<Store, Set<string>>();

function streamsInWriting(globe: Globe): Set<string> {
  const known = writing.get(globe.store) ?? new Set<string>();
  writing.set(globe.store, known);
  return known;
}

/** Has the stream written once its buffer is due: full, or old enough. */
export function scheduleDelivery(globe: Globe, address: StreamAddress): void {
  const row = findStream(globe, address);
  const { bytes, dueAt } = bufferOf(globe, address);
  if (!row || dueAt === undefined) return;
  const label = `firehose: ${address.name}`;
  if (bytes >= sizeOf(row.destination)) globe.scheduler.soon(label, () => deliver(globe, address));
  else globe.scheduler.at(dueAt, label, () => deliver(globe, address));
}

function isDue(globe: Globe, address: StreamAddress, row: DeliveryStreamRow): boolean {
  const { bytes, dueAt } = bufferOf(globe, address);
  return dueAt !== undefined && (dueAt <= globe.clock.now() || bytes >= sizeOf(row.destination));
}

async function deliver(globe: Globe, address: StreamAddress): Promise<void> {
  const active = streamsInWriting(globe);
  const arn = deliveryStreamArn(address.scope, address.name);
  if (active.has(arn)) return;
  active.add(arn);
  let written = true;
  try {
    for (let row = findStream(globe, address); written && row && isDue(globe, address, row); ) {
      written = await deliverBatch(globe, address, row);
      row = findStream(globe, address);
    }
  } finally {
    active.delete(arn);
  }
  if (written) scheduleDelivery(globe, address);
  else globe.scheduler.after(retryPauseMs, `firehose: ${address.name} again`, () => deliver(globe, address));
}

/** Writes one batch; false when it has to be tried again. */
async function deliverBatch(globe: Globe, address: StreamAddress, row: DeliveryStreamRow): Promise<boolean> {
  const batch = nextBatch(globe, address, row.destination);
  const [oldest] = batch;
  if (!oldest) return false;
  const cause = globe.causes.begin('delivery', `firehose ${row.name}`, oldest.cause);
  try {
    const { dataKey } = bufferOf(globe, address);
    if (dataKey) await openDataKey(globe, address.scope, dataKey, cause);
    await writeBatch(globe, address, row, batch, cause);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    await logDeliveryError(globe, address, row, error, cause);
    if (!isGivenUp(globe, oldest)) return false;
  }
  // Deleted while it was written: nothing is left to forget.
  if (!findStream(globe, address)) return true;
  globe.store.step(cause, () => dropBatch(globe, address, row.destination, batch));
  return true;
}

/** AWS: "If the issue continues beyond 24 hours, Firehose discards the data." */
function isGivenUp(globe: Globe, oldest: BufferedRecordRow): boolean {
  return globe.clock.now() - oldest.arrivedAt >= limits.deliveryRetryMs;
}

/** After a restart: the buffers that are still to be written. */
export function resume(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(buffers)) {
    for (const { streamName } of rows.range()) scheduleDelivery(globe, { scope, name: streamName });
  }
}
