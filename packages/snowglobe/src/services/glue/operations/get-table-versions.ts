import type { GetTableVersionsRequest, GetTableVersionsResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describeTable, getTableRow, page, versionsOf } from '../catalog.ts';
import { pageSizes } from '../limits.ts';

/** The newest first. */
export const getTableVersions: Operation<GetTableVersionsRequest, GetTableVersionsResponse> = (input, call) => {
  const { name } = getTableRow(call, input, input.TableName);
  const { account } = catalogScope(call, input);
  const all = [...versionsOf(call, input, name).range({ reverse: true })];
  const { NextToken, rows } = page(all, input.NextToken, input.MaxResults ?? pageSizes.versions);
  const TableVersions = rows.map((row) => ({ Table: describeTable(row, account), VersionId: row.versionId }));
  return { TableVersions, NextToken };
};
