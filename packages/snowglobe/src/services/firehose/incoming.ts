import type { Call } from '../../contract/operation.ts';
import { bufferOf, bufferRecord, sizeOf } from './buffer.ts';
import { scheduleDelivery } from './delivery.ts';
import { invalidArgument } from './errors.ts';
import { limits } from './limits.ts';
import type { DeliveryStreamRow } from './tables.ts';

/** Buffers records in the open step and has them delivered later. Returns their ids. */
export function takeRecords(call: Call, row: DeliveryStreamRow, records: readonly Uint8Array[]): readonly string[] {
  for (const data of records) {
    if (data.length > limits.recordBytes) {
      throw invalidArgument(`Record size must not exceed ${limits.recordBytes} bytes.`);
    }
  }
  const address = { scope: call.scope, name: row.name };
  const wasWaiting = bufferOf(call.globe, address).dueAt !== undefined;
  const ids = records.map((data) => bufferRecord(call.globe, address, row.destination, { data, cause: call.cause }));
  const { bytes } = bufferOf(call.globe, address);
  if (!wasWaiting || bytes >= sizeOf(row.destination)) scheduleDelivery(call.globe, address);
  return ids;
}
