import type { CreatePartitionRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { getTableRow } from '../catalog.ts';
import { addPartition } from '../partition.ts';

export const createPartition: Operation<CreatePartitionRequest, object> = (input, call) => {
  addPartition(call, input, getTableRow(call, input, input.TableName), input.PartitionInput ?? {});
  return {};
};
