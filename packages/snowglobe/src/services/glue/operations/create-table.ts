import type { CreateTableRequest } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { getDatabaseRow, nameOf, tablesOf, versionsOf } from '../catalog.ts';
import { tableExists } from '../errors.ts';
import { checkedTable } from '../table-input.ts';
import type { TableRow } from '../tables.ts';

export const createTable: Operation<CreateTableRequest, object> = (input, call) => {
  const table = checkedTable(input);
  const database = getDatabaseRow(call, input, input.DatabaseName);
  const rows = tablesOf(call, input);
  const name = nameOf(table.Name);
  if (rows.has(name)) throw tableExists();
  const now = call.globe.clock.now();
  const row: TableRow = {
    name,
    databaseName: database.name,
    input: table,
    versionId: '0',
    createdBy: 'arn' in call.caller ? call.caller.arn : `arn:aws:iam::${call.caller.account}:root`,
    createdAt: now,
    updatedAt: now,
  };
  rows.put(row);
  versionsOf(call, input, name).put(row);
  return {};
};
