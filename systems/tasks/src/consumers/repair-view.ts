import type { DomainEvent } from '../domain/domain-event.ts';
import type { Log } from '../log.ts';
import type { EventLog } from '../storage/event-log.ts';
import type { TaskViews } from '../storage/task-views.ts';

export interface RepairContext {
  readonly eventLog: EventLog;
  readonly views: TaskViews;
  readonly log: Log;
}

/** Writes the view anew when it is older than the event: the request could not, or the event came from another region. */
export async function repairView(event: DomainEvent, { eventLog, views, log }: RepairContext): Promise<void> {
  const seen = await views.find(event.id);
  if (seen !== undefined && seen.sequence >= event.sequence) return;
  const current = await eventLog.load(event.id);
  if (current === undefined) throw new Error(`the log has no task ${event.id}`);
  if (await views.put(current)) log('a view was repaired', { taskId: event.id, version: current.sequence });
}
