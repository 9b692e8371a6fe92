import type { DescribeReplayRequest, DescribeReplayResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireReplay, shownReplay } from '../replay.ts';

export const describeReplay: Operation<DescribeReplayRequest, DescribeReplayResponse> = (input, call) => {
  const row = requireReplay(call.globe, call.scope, input.ReplayName ?? '');
  return {
    ...shownReplay(row),
    ReplayArn: row.arn,
    ...(row.description !== undefined && { Description: row.description }),
    Destination: { Arn: row.busArn, ...(row.ruleArns.length > 0 && { FilterArns: [...row.ruleArns] }) },
  };
};
