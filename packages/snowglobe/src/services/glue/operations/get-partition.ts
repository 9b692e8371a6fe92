import type { GetPartitionRequest, GetPartitionResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describePartition, getTableRow } from '../catalog.ts';
import { getPartitionRow } from '../partition.ts';

export const getPartition: Operation<GetPartitionRequest, GetPartitionResponse> = (input, call) => {
  const table = getTableRow(call, input, input.TableName);
  const row = getPartitionRow(call, input, table, input.PartitionValues ?? []);
  return { Partition: describePartition(row, input, table.name, catalogScope(call, input).account) };
};
