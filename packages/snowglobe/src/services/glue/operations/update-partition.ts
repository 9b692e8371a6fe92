import type { UpdatePartitionRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { getTableRow, partitionsOf } from '../catalog.ts';
import { addPartition, getPartitionRow } from '../partition.ts';
import { partitionKey } from '../tables.ts';

export const updatePartition: Operation<UpdatePartitionRequest, object> = (input, call) => {
  const table = getTableRow(call, input, input.TableName);
  const row = getPartitionRow(call, input, table, input.PartitionValueList ?? []);
  partitionsOf(call, input, table.name).delete(partitionKey(row.values));
  addPartition(call, input, table, {
    ...input.PartitionInput,
    Values: input.PartitionInput?.Values ?? [...row.values],
  });
  return {};
};
