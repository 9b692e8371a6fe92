import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { bufferOf, bufferRecord, sizeOf } from './buffer.ts';
import { scheduleDelivery } from './delivery.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { invalidArgument } from './errors.ts';
import { limits } from './limits.ts';
import type { DeliveryStreamRow } from './tables.ts';

/** Takes records that a caller put. Returns their ids. */
export function takeRecords(call: Call, row: DeliveryStreamRow, records: readonly Uint8Array[]): readonly string[] {
  if (row.source) {
    throw invalidArgument('This operation is not permitted on KinesisStreamAsSource delivery stream type.');
  }
  for (const data of records) {
    if (data.length > limits.recordBytes) {
      throw invalidArgument(`Record size must not exceed ${limits.recordBytes} bytes.`);
    }
  }
  const { cause, globe, scope } = call;
  return bufferRecords(
    globe,
    { scope, name: row.name },
    row,
    records.map((data) => ({ data, cause })),
  );
}

/** Buffers records in the open step and has them delivered later. */
export function bufferRecords(
  globe: Globe,
  address: StreamAddress,
  row: DeliveryStreamRow,
  records: readonly { readonly data: Uint8Array; readonly cause: CauseLink }[],
): readonly string[] {
  const wasWaiting = bufferOf(globe, address).dueAt !== undefined;
  const ids = records.map((record) => bufferRecord(globe, address, row.destination, record));
  const { bytes } = bufferOf(globe, address);
  if (!wasWaiting || bytes >= sizeOf(row.destination)) scheduleDelivery(globe, address);
  return ids;
}
