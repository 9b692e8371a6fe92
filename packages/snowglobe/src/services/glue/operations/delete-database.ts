import type { DeleteDatabaseRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { databasesOf, dropTable, getDatabaseRow, tablesOf } from '../catalog.ts';

/** Its tables go with it. */
export const deleteDatabase: Operation<DeleteDatabaseRequest, object> = (input, call) => {
  const { name } = getDatabaseRow(call, input, input.Name);
  const address = { CatalogId: input.CatalogId, DatabaseName: name };
  const names = Array.from(tablesOf(call, address).range(), (table) => table.name);
  for (const table of names) dropTable(call, address, table);
  databasesOf(call, input).delete(name);
  return {};
};
