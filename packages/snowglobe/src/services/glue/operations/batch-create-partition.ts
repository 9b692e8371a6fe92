import type { BatchCreatePartitionRequest, BatchCreatePartitionResponse, PartitionError } from '@aws-sdk/client-glue';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Operation } from '../../../contract/operation.ts';
import { getTableRow } from '../catalog.ts';
import { addPartition } from '../partition.ts';

export const batchCreatePartition: Operation<BatchCreatePartitionRequest, BatchCreatePartitionResponse> = (
  input,
  call,
) => {
  const table = getTableRow(call, input, input.TableName);
  const Errors: PartitionError[] = [];
  for (const partition of input.PartitionInputList ?? []) {
    try {
      addPartition(call, input, table, partition);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const ErrorDetail = { ErrorCode: error.code, ErrorMessage: error.message };
      Errors.push({ PartitionValues: partition.Values, ErrorDetail });
    }
  }
  return { Errors };
};
