import type { DescribeConnectionRequest, DescribeConnectionResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { requireConnection, shownConnection, shownParameters } from '../connection.ts';

export const describeConnection: Operation<DescribeConnectionRequest, DescribeConnectionResponse> = (input, call) => {
  const row = requireConnection(call.globe, call.scope, input.Name ?? '');
  return {
    ...shownConnection(row),
    ...(row.description !== undefined && { Description: row.description }),
    SecretArn: row.secretArn,
    AuthParameters: shownParameters(row),
  };
};
