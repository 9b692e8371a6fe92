import type { DescribeTableInput, DescribeTableOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { openNamedTable } from '../table.ts';
import { describedTable } from '../table-description.ts';

export const describeTable: Operation<DescribeTableInput, DescribeTableOutput> = (input, call) => ({
  Table: describedTable(openNamedTable(call, input.TableName as string)),
});
