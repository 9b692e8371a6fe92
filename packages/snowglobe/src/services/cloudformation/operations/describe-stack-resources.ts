import type { DescribeStackResourcesInput, DescribeStackResourcesOutput } from '@aws-sdk/client-cloudformation';
import type { Call, Operation } from '../../../contract/operation.ts';
import type { StackRow } from '../../../stacks/state/rows.ts';
import { findStack, resourcesOf, stacksIn } from '../../../stacks/state/stacks.ts';
import { stackNamedDoesNotExist } from '../errors.ts';
import { resourceView } from '../stack-view.ts';

/** By stack, or by the physical id of one of its resources. */
export const describeStackResources: Operation<DescribeStackResourcesInput, DescribeStackResourcesOutput> = (
  input,
  call,
) => {
  const stack = input.StackName
    ? findStack(call.globe, call.scope, input.StackName)
    : ownerOf(input.PhysicalResourceId ?? '', call);
  if (!stack) throw stackNamedDoesNotExist(input.StackName ?? input.PhysicalResourceId ?? '');
  const rows = [...resourcesOf(call.globe, call.scope, stack.stackId).range()];
  const wanted = rows.filter(
    ({ logicalId }) => input.LogicalResourceId === undefined || logicalId === input.LogicalResourceId,
  );
  return { StackResources: wanted.map((row) => resourceView(stack, row)) };
};

function ownerOf(physicalId: string, { globe, scope }: Call): StackRow | undefined {
  for (const stack of stacksIn(globe, scope).range()) {
    for (const row of resourcesOf(globe, scope, stack.stackId).range()) if (row.physicalId === physicalId) return stack;
  }
  return undefined;
}
