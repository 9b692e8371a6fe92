import type { GetDatabasesRequest, GetDatabasesResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, databasesOf, describeDatabase, page } from '../catalog.ts';
import { pageSizes } from '../limits.ts';

export const getDatabases: Operation<GetDatabasesRequest, GetDatabasesResponse> = (input, call) => {
  const { account } = catalogScope(call, input);
  const all = [...databasesOf(call, input).range()];
  const { NextToken, rows } = page(all, input.NextToken, input.MaxResults ?? pageSizes.databases);
  return { DatabaseList: rows.map((row) => describeDatabase(row, account)), NextToken };
};
