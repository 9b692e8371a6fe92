import type {
  ListMessageMoveTasksRequest,
  ListMessageMoveTasksResult,
  ListMessageMoveTasksResultEntry,
} from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { invalidValue, resourceNotFound } from '../errors.ts';
import { moveTaskLimits } from '../limits.ts';
import { formatTaskHandle, tasksFrom } from '../move-task.ts';
import { findQueueByArn } from '../queue.ts';
import type { MoveTaskRow } from '../tables.ts';

function entry(task: MoveTaskRow): ListMessageMoveTasksResultEntry {
  return {
    ...(task.status === 'RUNNING' ? { TaskHandle: formatTaskHandle(task) } : {}),
    Status: task.status,
    SourceArn: task.sourceArn,
    ...(task.destinationArn === undefined ? {} : { DestinationArn: task.destinationArn }),
    ...(task.perSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: task.perSecond }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failureReason === undefined ? {} : { FailureReason: task.failureReason }),
    StartedTimestamp: task.startedAt,
  };
}

export const listMessageMoveTasks: Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResult> = (
  { SourceArn: sourceArn = '', MaxResults: limit = 1 },
  { globe },
) => {
  if (limit < 1 || limit > moveTaskLimits.maximumListed) {
    throw invalidValue(
      limit,
      'MaxResults',
      `MaxResults must be an integer between 1 and ${moveTaskLimits.maximumListed}.`,
    );
  }
  const source = findQueueByArn(globe, sourceArn);
  if (!source) throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
  return { Results: tasksFrom(globe, source.scope, sourceArn).slice(0, limit).map(entry) };
};
