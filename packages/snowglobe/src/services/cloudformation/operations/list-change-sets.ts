import type { ListChangeSetsInput, ListChangeSetsOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { changeSetsOf } from '../change-sets.ts';
import { pageOf } from '../page.ts';
import { requireStack } from '../stack-request.ts';

export const listChangeSets: Operation<ListChangeSetsInput, ListChangeSetsOutput> = (input, call) => {
  const stack = requireStack(call, input.StackName);
  const { items, ...page } = pageOf(changeSetsOf(call, stack.stackId), input.NextToken);
  return {
    Summaries: items.map((row) => ({
      StackId: row.stackId,
      StackName: row.stackName,
      ChangeSetId: row.changeSetId,
      ChangeSetName: row.name,
      ExecutionStatus: row.executionStatus,
      Status: row.status,
      CreationTime: new Date(row.createdAt),
      ...(row.statusReason !== undefined && { StatusReason: row.statusReason }),
      ...(row.description !== undefined && { Description: row.description }),
    })),
    ...page,
  };
};
