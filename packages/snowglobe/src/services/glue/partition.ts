import type { PartitionInput } from '@aws-sdk/client-glue';
import type { Call } from '../../contract/operation.ts';
import { partitionsOf, type TableAddress } from './catalog.ts';
import { invalidInput, partitionExists, partitionNotFound } from './errors.ts';
import { type PartitionRow, partitionKey, type TableRow } from './tables.ts';

/** Adds a partition in a step. Throws when it is there, or has other keys than its table. */
export function addPartition(call: Call, address: TableAddress, table: TableRow, input: PartitionInput): void {
  const values = input.Values ?? [];
  if (values.length !== (table.input.PartitionKeys ?? []).length) {
    throw invalidInput('The number of partition keys do not match the number of partition values');
  }
  const rows = partitionsOf(call, address, table.name);
  if (rows.has(partitionKey(values))) throw partitionExists();
  rows.put({ values, input, createdAt: call.globe.clock.now() });
}

/** Throws EntityNotFoundException. */
export function getPartitionRow(
  call: Call,
  address: TableAddress,
  table: TableRow,
  values: readonly string[],
): PartitionRow {
  const row = partitionsOf(call, address, table.name).get(partitionKey(values));
  if (!row) throw partitionNotFound();
  return row;
}
