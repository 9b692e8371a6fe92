import type { DescribeChangeSetInput, DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import type { Operation } from '../../../contract/operation.ts';
import { changeView, findChangeSet } from '../change-sets.ts';
import { pageOf } from '../page.ts';
import { parameterView } from '../stack-view.ts';

export const describeChangeSet: Operation<DescribeChangeSetInput, DescribeChangeSetOutput> = (input, call) => {
  const row = findChangeSet(call, input.ChangeSetName ?? '', input.StackName);
  const { items, ...page } = pageOf(row.changes, input.NextToken);
  return {
    ChangeSetName: row.name,
    ChangeSetId: row.changeSetId,
    StackId: row.stackId,
    StackName: row.stackName,
    CreationTime: new Date(row.createdAt),
    Status: row.status,
    ExecutionStatus: row.executionStatus,
    Parameters: row.parameters.map(parameterView),
    Tags: [...row.tags],
    Capabilities: [...row.capabilities] as NonNullable<DescribeChangeSetOutput['Capabilities']>,
    NotificationARNs: [...row.notificationArns],
    RollbackConfiguration: {},
    IncludeNestedStacks: false,
    Changes: items.map((change) => changeView(change, input.IncludePropertyValues ?? false)),
    ...page,
    ...(row.statusReason !== undefined && { StatusReason: row.statusReason }),
    ...(row.description !== undefined && { Description: row.description }),
  };
};
