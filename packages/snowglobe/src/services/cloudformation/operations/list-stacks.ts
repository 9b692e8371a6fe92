import type { ListStacksInput, ListStacksOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import type { StackStatus } from '../../../stacks/state/rows.ts';
import { stacksIn } from '../../../stacks/state/stacks.ts';
import { deletedStackDays } from '../limits.ts';
import { pageOf } from '../page.ts';
import { stackSummary } from '../stack-view.ts';

export const listStacks: Operation<ListStacksInput, ListStacksOutput> = (input, call) => {
  const statuses: readonly StackStatus[] = (input.StackStatusFilter ?? []) as StackStatus[];
  const oldest = call.globe.clock.now() - deletedStackDays * 86_400_000;
  const stacks = [...stacksIn(call.globe, call.scope).range()]
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
    .filter(({ deletedAt }) => deletedAt === undefined || deletedAt >= oldest)
    .sort((a, b) => b.createdAt - a.createdAt);
  const { items, ...page } = pageOf(stacks, input.NextToken);
  return { StackSummaries: items.map(stackSummary), ...page };
};
