import type { GetPartitionsRequest, GetPartitionsResponse } from '@aws-sdk/client-glue';
import type { Operation } from '../../../contract/operation.ts';
import { catalogScope, describePartition, getTableRow, page, partitionsOf } from '../catalog.ts';
import { unsupported } from '../errors.ts';
import { pageSizes } from '../limits.ts';

export const getPartitions: Operation<GetPartitionsRequest, GetPartitionsResponse> = (input, call) => {
  if (input.Expression) throw unsupported('Expression');
  if (input.Segment) throw unsupported('Segment');
  const { name } = getTableRow(call, input, input.TableName);
  const { account } = catalogScope(call, input);
  const all = [...partitionsOf(call, input, name).range()];
  const { NextToken, rows } = page(all, input.NextToken, input.MaxResults ?? pageSizes.partitions);
  return { Partitions: rows.map((row) => describePartition(row, input, name, account)), NextToken };
};
