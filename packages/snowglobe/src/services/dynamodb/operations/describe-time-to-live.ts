import type { DescribeTimeToLiveInput, DescribeTimeToLiveOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { openNamedTable } from '../table.ts';

export const describeTimeToLive: Operation<DescribeTimeToLiveInput, DescribeTimeToLiveOutput> = (input, call) => {
  const name = openNamedTable(call, input.TableName as string).row.timeToLiveAttribute;
  return {
    TimeToLiveDescription:
      name === undefined ? { TimeToLiveStatus: 'DISABLED' } : { TimeToLiveStatus: 'ENABLED', AttributeName: name },
  };
};
