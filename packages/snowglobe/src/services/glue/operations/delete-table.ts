import type { DeleteTableRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { dropTable, getTableRow } from '../catalog.ts';

export const deleteTable: Operation<DeleteTableRequest, object> = (input, call) => {
  dropTable(call, input, getTableRow(call, input, input.Name).name);
  return {};
};
