import type { ListStackResourcesInput, ListStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { resourcesOf } from '../../../stacks/state/stacks.ts';
import { pageOf } from '../page.ts';
import { requireStack } from '../stack-request.ts';
import { resourceSummary } from '../stack-view.ts';

export const listStackResources: Operation<ListStackResourcesInput, ListStackResourcesOutput> = (input, call) => {
  const stack = requireStack(call, input.StackName);
  const rows = [...resourcesOf(call.globe, call.scope, stack.stackId).range()];
  const { items, ...page } = pageOf(rows, input.NextToken);
  return { StackResourceSummaries: items.map(resourceSummary), ...page };
};
