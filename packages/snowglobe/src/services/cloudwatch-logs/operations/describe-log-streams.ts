import type { DescribeLogStreamsRequest, DescribeLogStreamsResponse } from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../contract/operation.ts';
import { cannotOrderByTimeWithPrefix } from '../errors.ts';
import { limits } from '../limits.ts';
import { groupReferred, streamsOf } from '../log-group.ts';
import { describeStream } from '../log-stream.ts';
import { keyOfToken, pageOf } from '../page-token.ts';
import { instantKey, type LogStreamRow } from '../tables.ts';

export const describeLogStreams: Operation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> = (input, call) => {
  const { logStreamNamePrefix: prefix, orderBy = 'LogStreamName', descending = false } = input;
  const byTime = orderBy === 'LastEventTime';
  if (byTime && prefix !== undefined) throw cannotOrderByTimeWithPrefix();
  const { logGroupName } = groupReferred(call, input);
  const rows = streamsOf(call.globe, call.scope, logGroupName);
  const ordered = byTime
    ? rows.rangeBy('byLastEvent', { reverse: descending })
    : rows.range({ reverse: descending, ...(prefix !== undefined && { prefix }) });
  const keyOf = (row: LogStreamRow) =>
    byTime ? `${instantKey(row.lastEventAt ?? 0)}:${row.logStreamName}` : row.logStreamName;
  const after = keyOfToken(input.nextToken);
  const rest = [...ordered].filter((row) => after === undefined || keyOf(row) > after !== descending);
  const remaining = rest.filter((row) => keyOf(row) !== after);
  const { page, nextToken } = pageOf(remaining, keyOf, input.limit ?? limits.pageGroups);
  return {
    logStreams: page.map((row) => describeStream(call.scope, logGroupName, row)),
    ...(nextToken !== undefined && { nextToken }),
  };
};
