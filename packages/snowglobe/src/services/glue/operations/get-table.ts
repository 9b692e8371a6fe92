import type { GetTableRequest, GetTableResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describeTable, getTableRow } from '../catalog.ts';

export const getTable: Operation<GetTableRequest, GetTableResponse> = (input, call) => ({
  Table: describeTable(getTableRow(call, input, input.Name), catalogScope(call, input).account),
});
