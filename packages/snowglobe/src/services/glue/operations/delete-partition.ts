import type { DeletePartitionRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { getTableRow, partitionsOf } from '../catalog.ts';
import { getPartitionRow } from '../partition.ts';
import { partitionKey } from '../tables.ts';

export const deletePartition: Operation<DeletePartitionRequest, object> = (input, call) => {
  const table = getTableRow(call, input, input.TableName);
  const { values } = getPartitionRow(call, input, table, input.PartitionValues ?? []);
  partitionsOf(call, input, table.name).delete(partitionKey(values));
  return {};
};
