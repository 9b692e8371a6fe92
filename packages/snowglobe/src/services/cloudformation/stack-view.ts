import type {
  Output,
  Parameter,
  Stack,
  StackEvent,
  StackResource,
  StackResourceSummary,
  StackSummary,
} from '@aws-sdk/client-cloudformation';
import type { StackParameter } from '../../stacks/parameters/resolve-parameters.ts';
import type { EventRow, ResourceRow, StackOutput, StackRow } from '../../stacks/state/rows.ts';

const hidden = '****';
const notChecked = { DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const } };
const resourceNotChecked = { DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const } };

export function parameterView({ name, text, resolvedText, noEcho }: StackParameter): Parameter {
  return {
    ParameterKey: name,
    ParameterValue: noEcho ? hidden : text,
    ...(resolvedText !== undefined && { ResolvedValue: noEcho ? hidden : resolvedText }),
  };
}

function outputView({ key, value, description, exportName }: StackOutput): Output {
  return {
    OutputKey: key,
    OutputValue: value,
    ...(description !== undefined && { Description: description }),
    ...(exportName !== undefined && { ExportName: exportName }),
  };
}

/** A stack as DescribeStacks shows it. */
export function stackView(stack: StackRow): Stack {
  return {
    StackId: stack.stackId,
    StackName: stack.name,
    CreationTime: new Date(stack.createdAt),
    StackStatus: stack.status,
    DisableRollback: stack.disableRollback,
    EnableTerminationProtection: stack.terminationProtection,
    RollbackConfiguration: {},
    ...(stack.timeoutMinutes !== undefined && { TimeoutInMinutes: stack.timeoutMinutes }),
    NotificationARNs: [...stack.notificationArns],
    Capabilities: [...stack.capabilities] as NonNullable<Stack['Capabilities']>,
    Parameters: stack.parameters.map(parameterView),
    Outputs: stack.outputs.map(outputView),
    Tags: [...stack.tags],
    ...notChecked,
    ...(stack.description !== undefined && { Description: stack.description }),
    ...(stack.statusReason !== undefined && { StackStatusReason: stack.statusReason }),
    ...(stack.updatedAt !== undefined && { LastUpdatedTime: new Date(stack.updatedAt) }),
    ...(stack.deletedAt !== undefined && { DeletionTime: new Date(stack.deletedAt) }),
    ...(stack.roleArn !== undefined && { RoleARN: stack.roleArn }),
    ...(stack.changeSetId !== undefined && { ChangeSetId: stack.changeSetId }),
    ...(stack.parentId !== undefined && { ParentId: stack.parentId }),
    ...(stack.rootId !== undefined && { RootId: stack.rootId }),
  };
}

export function stackSummary(stack: StackRow): StackSummary {
  const {
    StackId,
    StackName,
    CreationTime,
    StackStatus,
    LastUpdatedTime,
    DeletionTime,
    StackStatusReason,
    ParentId,
    RootId,
  } = stackView(stack);
  return {
    StackId,
    StackName,
    CreationTime,
    StackStatus,
    ...(stack.description !== undefined && { TemplateDescription: stack.description }),
    ...(LastUpdatedTime && { LastUpdatedTime }),
    ...(DeletionTime && { DeletionTime }),
    ...(StackStatusReason !== undefined && { StackStatusReason }),
    ...(ParentId !== undefined && { ParentId }),
    ...(RootId !== undefined && { RootId }),
    ...notChecked,
  };
}

export function eventView(stack: StackRow, event: EventRow): StackEvent {
  return {
    StackId: stack.stackId,
    StackName: stack.name,
    EventId: event.eventId,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status as NonNullable<StackEvent['ResourceStatus']>,
    ...(event.reason !== undefined && { ResourceStatusReason: event.reason }),
    ...(event.properties !== undefined && { ResourceProperties: event.properties }),
    ...(event.clientRequestToken !== undefined && { ClientRequestToken: event.clientRequestToken }),
  };
}

export function resourceSummary(row: ResourceRow): StackResourceSummary {
  return {
    LogicalResourceId: row.logicalId,
    PhysicalResourceId: row.physicalId,
    ResourceType: row.type,
    LastUpdatedTimestamp: new Date(row.updatedAt),
    ResourceStatus: row.status,
    ...(row.statusReason !== undefined && { ResourceStatusReason: row.statusReason }),
    ...resourceNotChecked,
  };
}

export function resourceView(stack: StackRow, row: ResourceRow): StackResource {
  const { LastUpdatedTimestamp, ...summary } = resourceSummary(row);
  return { StackName: stack.name, StackId: stack.stackId, ...summary, Timestamp: LastUpdatedTimestamp };
}
