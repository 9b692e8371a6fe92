import type { GetDatabaseRequest, GetDatabaseResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describeDatabase, getDatabaseRow } from '../catalog.ts';

export const getDatabase: Operation<GetDatabaseRequest, GetDatabaseResponse> = (input, call) => ({
  Database: describeDatabase(getDatabaseRow(call, input, input.Name), catalogScope(call, input).account),
});
