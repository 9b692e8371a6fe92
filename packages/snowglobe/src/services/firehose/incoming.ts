import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { bufferOf, bufferRecord, keepDataKey, sizeOf } from './buffer.ts';
import { scheduleDelivery } from './delivery.ts';
import { getStream, type StreamAddress } from './delivery-stream.ts';
import { dataKeyFor } from './encryption.ts';
import { invalidArgument, notActive } from './errors.ts';
import { limits } from './limits.ts';
import type { DeliveryStreamRow } from './tables.ts';

/** Throws what AWS answers where a stream takes none of these records. */
function checkRecords(call: Call, row: DeliveryStreamRow, records: readonly Uint8Array[]): void {
  if (row.creationFailure) throw notActive(row.name, call.scope.account);
  if (row.source) {
    throw invalidArgument('This operation is not permitted on KinesisStreamAsSource delivery stream type.');
  }
  for (const data of records) {
    if (data.length > limits.recordBytes) {
      throw invalidArgument(`Record size must not exceed ${limits.recordBytes} bytes.`);
    }
  }
}

/** Takes records that a caller put and answers with their ids. Waits only for KMS, where a customer's key is used. */
export function takeRecords<Output>(
  call: Call,
  row: DeliveryStreamRow,
  records: readonly Uint8Array[],
  answer: (ids: readonly string[]) => Output,
): Output | Promise<Output> {
  checkRecords(call, row, records);
  if (row.key?.keyArn === undefined) return answer(keepRecords(call, row, records));
  return dataKeyFor(call, row.key).then((dataKey) =>
    call.step(() => {
      const ids = keepRecords(call, getStream(call, row.name), records);
      keepDataKey(call.globe, { scope: call.scope, name: row.name }, dataKey);
      return answer(ids);
    }),
  );
}

function keepRecords(call: Call, row: DeliveryStreamRow, records: readonly Uint8Array[]): readonly string[] {
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
