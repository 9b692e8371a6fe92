import type { CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../contract/operation.ts';
import { invalidValue, resourceNotFound, unsupportedOperation } from '../errors.ts';
import { parseTaskHandle, tasksFrom } from '../move-task.ts';
import { addressOfArn } from '../queue.ts';
import { moveTasks } from '../tables.ts';

export const cancelMessageMoveTask: Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult> = (
  input,
  { globe },
) => {
  const handle = parseTaskHandle(input.TaskHandle ?? '');
  const scope = handle && addressOfArn(handle.sourceArn)?.scope;
  if (!handle || !scope) throw invalidValue(input.TaskHandle, 'TaskHandle', 'Invalid task handle.');
  const task = tasksFrom(globe, scope, handle.sourceArn).find(({ taskId }) => taskId === handle.taskId);
  if (!task) throw resourceNotFound('Task does not exist.');
  if (task.status !== 'RUNNING') throw unsupportedOperation('Only active tasks can be cancelled.');
  // Differs from AWS: the task is CANCELLED at once, it is never seen as CANCELLING.
  globe.store.collection(moveTasks, scope).put({ ...task, status: 'CANCELLED' });
  return { ApproximateNumberOfMessagesMoved: task.moved };
};
