import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import { addRecords, intake } from './buffer.ts';
import { scheduleDelivery } from './delivery.ts';
import { getStream, type StreamAddress } from './delivery-stream.ts';
import { dataKeyFor } from './encryption.ts';
import { invalidArgument, notActive, slowDown } from './errors.ts';
import { limits } from './limits.ts';
import { backupBuffer, backupOf, outletOf } from './outlet.ts';
import { countRequest } from './quota.ts';
import type { BufferedRecord, DeliveryStreamRow } from './tables.ts';

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

/**
 * The records that the stream's second has room for; the others are to be put again. Throws ServiceUnavailableException.
 * What other services of the globe put is not counted: on AWS they put many records at once.
 */
function withinQuota(call: Call, row: DeliveryStreamRow, records: readonly Uint8Array[]): readonly Uint8Array[] {
  if (call.http.method === '') return records;
  const { globe, scope } = call;
  const sizes = records.map(({ length }) => length);
  const taken = countRequest(globe.store, row.arn, scope.region, globe.clock.now(), sizes);
  if (taken === undefined || (taken === 0 && records.length === 1)) throw slowDown();
  return records.slice(0, taken);
}

/**
 * Takes records that a caller put and answers with the ids of those that it took, from the first on.
 * Waits only for KMS, where a customer's key is used.
 */
export function takeRecords<Output>(
  call: Call,
  row: DeliveryStreamRow,
  records: readonly Uint8Array[],
  answer: (ids: readonly string[]) => Output,
): Output | Promise<Output> {
  checkRecords(call, row, records);
  const taken = withinQuota(call, row, records);
  if (row.key?.keyArn === undefined) return answer(keepRecords(call, row, taken));
  return dataKeyFor(call, row.key).then((dataKey) =>
    call.step(() => answer(keepRecords(call, getStream(call, row.name), taken, dataKey))),
  );
}

const idDigits = 40;

/** AWS's record ids are long opaque texts. */
function keepRecords(
  call: Call,
  row: DeliveryStreamRow,
  records: readonly Uint8Array[],
  dataKey?: Uint8Array,
): readonly string[] {
  const { cause, globe, scope } = call;
  const arrivedAt = globe.clock.now();
  const id = globe.random.hex(idDigits);
  const kept = records.map((data, index) => ({ recordId: `${id}${String(index).padStart(6, '0')}`, data, arrivedAt }));
  bufferRecords(globe, { scope, name: row.name }, row, kept, cause, dataKey);
  return kept.map(({ recordId }) => recordId);
}

/** Buffers records in the open step and has them delivered later; where the stream has a backup, there too. */
export function bufferRecords(
  globe: Globe,
  address: StreamAddress,
  row: DeliveryStreamRow,
  records: readonly BufferedRecord[],
  cause: CauseLink,
  dataKey?: Uint8Array,
): void {
  for (const bufferName of backupOf(row) ? ['', backupBuffer] : ['']) {
    const buffer = { ...intake(address), bufferName };
    const { hints } = outletOf(row, bufferName);
    const { isNew, isFull } = addRecords(globe, buffer, hints, records, cause, dataKey && { dataKey });
    if (isNew || isFull) scheduleDelivery(globe, buffer);
  }
}
