import type { GetTablesRequest, GetTablesResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describeTable, getDatabaseRow, page, tablesOf } from '../catalog.ts';
import { invalidInput } from '../errors.ts';
import { pageSizes } from '../limits.ts';

function pattern(expression: string | undefined): RegExp {
  try {
    return new RegExp(`^(?:${(expression ?? '.*').replaceAll(/(?<!\.)\*/g, '.*')})$`);
  } catch {
    throw invalidInput(`Expression ${expression} is not a pattern.`);
  }
}

export const getTables: Operation<GetTablesRequest, GetTablesResponse> = (input, call) => {
  getDatabaseRow(call, input, input.DatabaseName);
  const { account } = catalogScope(call, input);
  const matching = pattern(input.Expression);
  const all = [...tablesOf(call, input).range()].filter(({ name }) => matching.test(name));
  const { NextToken, rows } = page(all, input.NextToken, input.MaxResults ?? pageSizes.tables);
  return { TableList: rows.map((row) => describeTable(row, account)), NextToken };
};
