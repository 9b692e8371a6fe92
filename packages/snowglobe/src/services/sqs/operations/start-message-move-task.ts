import type { StartMessageMoveTaskRequest, StartMessageMoveTaskResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { invalidParameter, invalidValue, resourceNotFound, unsupportedOperation } from '../errors.ts';
import { moveTaskLimits } from '../limits.ts';
import { formatTaskHandle, isDeadLetterQueue, scheduleMove, tasksFrom } from '../move-task.ts';
import { findQueueByArn } from '../queue.ts';
import { countMessages } from '../read-attributes.ts';
import { type MoveTaskRow, moveTasks } from '../tables.ts';

function checkRate(perSecond: number | undefined): void {
  if (perSecond === undefined || (perSecond >= 1 && perSecond <= moveTaskLimits.maximumPerSecond)) return;
  throw invalidValue(perSecond, 'MaxNumberOfMessagesPerSecond', 'You must enter a number between 1 and 500.');
}

export const startMessageMoveTask: Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResult> = (
  { SourceArn: sourceArn = '', DestinationArn: destinationArn, MaxNumberOfMessagesPerSecond: perSecond },
  { globe },
) => {
  checkRate(perSecond);
  const missing = (parameter: string) =>
    resourceNotFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
  const source = findQueueByArn(globe, sourceArn);
  if (!source) throw missing('SourceArn');
  if (!isDeadLetterQueue(globe, source)) {
    throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
  }
  if (destinationArn !== undefined) {
    const destination = findQueueByArn(globe, destinationArn);
    if (!destination) throw missing('DestinationArn');
    if (destinationArn === sourceArn) {
      throw invalidParameter('Source queue arn and destination queue arn cannot be the same.');
    }
    if (destination.row.fifo !== source.row.fifo) {
      throw invalidParameter('Source queue and destination queue must be of the same type.');
    }
  }
  if (tasksFrom(globe, source.scope, sourceArn).some((task) => task.status === 'RUNNING')) {
    throw unsupportedOperation(
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
    );
  }
  const now = globe.clock.now();
  const task: MoveTaskRow = {
    taskId: globe.random.uuid(),
    status: 'RUNNING',
    sourceArn,
    moved: 0,
    toMove: countMessages(source, now).visible,
    startedAt: now,
    ...(destinationArn === undefined ? {} : { destinationArn }),
    ...(perSecond === undefined ? {} : { perSecond }),
  };
  globe.store.collection(moveTasks, source.scope).put(task);
  scheduleMove(globe, source.scope, moveTasks.key(task));
  return { TaskHandle: formatTaskHandle(task) };
};
