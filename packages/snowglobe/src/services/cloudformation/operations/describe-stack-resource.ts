import type { DescribeStackResourceInput, DescribeStackResourceOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { findStack, resourcesOf } from '../../../stacks/state/stacks.ts';
import { resourceDoesNotExist, stackNamedDoesNotExist } from '../errors.ts';
import { resourceView } from '../stack-view.ts';

export const describeStackResource: Operation<DescribeStackResourceInput, DescribeStackResourceOutput> = (
  input,
  call,
) => {
  const { StackName = '', LogicalResourceId = '' } = input;
  const stack = findStack(call.globe, call.scope, StackName);
  if (!stack) throw stackNamedDoesNotExist(StackName);
  const row = resourcesOf(call.globe, call.scope, stack.stackId).get(LogicalResourceId);
  if (!row) throw resourceDoesNotExist(LogicalResourceId, stack.name);
  const { Timestamp, ...view } = resourceView(stack, row);
  return {
    StackResourceDetail: {
      ...view,
      LastUpdatedTimestamp: Timestamp,
      ...(row.metadata !== undefined && { Metadata: JSON.stringify(row.metadata) }),
    },
  };
};
