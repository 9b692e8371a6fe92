import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { append } from './enqueue.ts';
import { paddedInstant } from './instant-key.ts';
import { findQueueByArn, type Queue } from './queue.ts';
import { redrivePolicy } from './redrive.ts';
import { type MessageRow, type MoveTaskRow, moveTasks, queues } from './tables.ts';

/** How many messages a task without a rate moves in one step. */
const chunk = 100;

/** Tasks of a scope from one source, newest first. */
export function tasksFrom(globe: Globe, scope: Scope, sourceArn: string): MoveTaskRow[] {
  const rows = [...globe.store.collection(moveTasks, scope).range({ reverse: true })];
  return rows.filter((task) => task.sourceArn === sourceArn);
}

export function isDeadLetterQueue(globe: Globe, { scope, row }: Queue): boolean {
  for (const queue of globe.store.collection(queues, scope).range()) {
    if (redrivePolicy(queue)?.deadLetterTargetArn === row.arn) return true;
  }
  return false;
}

/** What a task handle says: base64 of JSON, as AWS's. */
export function formatTaskHandle({ taskId, sourceArn }: Pick<MoveTaskRow, 'taskId' | 'sourceArn'>): string {
  return Buffer.from(JSON.stringify({ taskId, sourceArn })).toString('base64');
}

export function parseTaskHandle(handle: string): Pick<MoveTaskRow, 'taskId' | 'sourceArn'> | undefined {
  try {
    const value = JSON.parse(Buffer.from(handle, 'base64').toString('utf8'));
    return typeof value?.taskId === 'string' && typeof value.sourceArn === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A message that is moved is a new message, with a new id and its retention starting anew. */
function moveMessage(globe: Globe, source: Queue, target: Queue, message: MessageRow, cause: CauseLink): void {
  const now = globe.clock.now();
  const { body, attributes, senderId, traceHeader, groupId, deduplicationId } = message;
  source.messages.delete(message.position);
  append(globe, target, {
    messageId: globe.random.uuid(),
    body,
    attributes,
    senderId,
    sentAt: now,
    retainedSince: now,
    visibleAt: now,
    receiveCount: 0,
    cause: { id: cause.id, trace: message.cause.trace },
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(groupId === undefined ? {} : { groupId }),
    ...(deduplicationId === undefined ? {} : { deduplicationId }),
  });
}

/** Moves up to `limit` visible messages, within the open step; gives the task as it is then. */
function moveSome(globe: Globe, task: MoveTaskRow, limit: number, cause: CauseLink): MoveTaskRow {
  const source = findQueueByArn(globe, task.sourceArn);
  if (!source) return { ...task, status: 'FAILED', failureReason: 'AWS.SimpleQueueService.NonExistentQueue' };
  let moved = task.moved;
  for (const message of visibleMessages(source, globe.clock.now(), limit)) {
    const target = findQueueByArn(globe, task.destinationArn ?? message.deadLetterSourceArn ?? '');
    if (!target) {
      const failureReason = task.destinationArn
        ? 'AWS.SimpleQueueService.NonExistentQueue'
        : 'CouldNotDetermineMessageSource';
      return { ...task, moved, status: 'FAILED', failureReason };
    }
    moveMessage(globe, source, target, message, cause);
    moved += 1;
  }
  const [left] = visibleMessages(source, globe.clock.now(), 1);
  return { ...task, moved, status: left ? 'RUNNING' : 'COMPLETED' };
}

function visibleMessages(queue: Queue, now: number, limit: number): MessageRow[] {
  const result: MessageRow[] = [];
  for (const message of queue.messages.rangeBy('visible', { to: paddedInstant(now) })) {
    if (result.length === limit) break;
    result.push(message);
  }
  return result;
}

/** Puts the next move of a running task on the scheduler: one message at a time at its rate, or a chunk at once. */
export function scheduleMove(globe: Globe, scope: Scope, taskKey: string): void {
  const rows = globe.store.collection(moveTasks, scope);
  const perSecond = rows.get(taskKey)?.perSecond;
  const label = 'sqs: message move task';
  const work = () => {
    const task = rows.get(taskKey);
    if (task?.status !== 'RUNNING') return;
    const cause = globe.causes.begin('system', label);
    const next = globe.store.step(cause, () => {
      const moved = moveSome(globe, task, perSecond === undefined ? chunk : 1, cause);
      rows.put(moved);
      return moved;
    });
    if (next.status === 'RUNNING') scheduleMove(globe, scope, taskKey);
  };
  if (perSecond === undefined) globe.scheduler.soon(label, work);
  else globe.scheduler.after(1_000 / perSecond, label, work);
}

/** After a start of the globe: tasks that were running go on. */
export function resumeMoveTasks(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(moveTasks)) {
    for (const task of rows.range()) if (task.status === 'RUNNING') scheduleMove(globe, scope, moveTasks.key(task));
  }
}
