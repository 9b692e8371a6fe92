import type { ListTablesInput, ListTablesOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { tablesTable } from '../tables.ts';

const pageTables = 100;

export const listTables: Operation<ListTablesInput, ListTablesOutput> = (input, call) => {
  const { ExclusiveStartTableName: after, Limit: limit = pageTables } = input;
  const names: string[] = [];
  for (const row of call.globe.store.collection(tablesTable, call.scope).range(after === undefined ? {} : { after })) {
    if (names.length === limit) return { TableNames: names, LastEvaluatedTableName: names[limit - 1] };
    names.push(row.name);
  }
  return { TableNames: names };
};
