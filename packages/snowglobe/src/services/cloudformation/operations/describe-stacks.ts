import type { DescribeStacksInput, DescribeStacksOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { stacksIn } from '../../../stacks/state/stacks.ts';
import { pageOf } from '../page.ts';
import { requireStack } from '../stack-request.ts';
import { stackView } from '../stack-view.ts';

export const describeStacks: Operation<DescribeStacksInput, DescribeStacksOutput> = (input, call) => {
  if (input.StackName) return { Stacks: [stackView(requireStack(call, input.StackName))] };
  const living = [...stacksIn(call.globe, call.scope).range()].filter(({ status }) => status !== 'DELETE_COMPLETE');
  const { items, ...page } = pageOf(living, input.NextToken);
  return { Stacks: items.map(stackView), ...page };
};
