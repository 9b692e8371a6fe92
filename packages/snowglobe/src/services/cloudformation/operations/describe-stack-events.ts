import type { DescribeStackEventsInput, DescribeStackEventsOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { eventsOf, findStack } from '../../../stacks/state/stacks.ts';
import { stackNamedDoesNotExist } from '../errors.ts';
import { pageOf } from '../page.ts';
import { eventView } from '../stack-view.ts';

/** The latest event first. */
export const describeStackEvents: Operation<DescribeStackEventsInput, DescribeStackEventsOutput> = (input, call) => {
  const name = input.StackName ?? '';
  const stack = findStack(call.globe, call.scope, name);
  if (!stack) throw stackNamedDoesNotExist(name);
  const events = [...eventsOf(call.globe, call.scope, stack.stackId).range({ reverse: true })];
  const { items, ...page } = pageOf(events, input.NextToken);
  return { StackEvents: items.map((event) => eventView(stack, event)), ...page };
};
