import { evolve, type Task, type TaskEvent } from './task.ts';

/** An event in its place in the log. */
export interface RecordedEvent {
  readonly event: TaskEvent;
  /** 1, 2, 3 ... within one task. */
  readonly sequence: number;
  readonly commandId: string;
  /** The region whose API took the command. */
  readonly region: string;
  readonly recordedAtMs: number;
}

/** A task after so many events. */
export interface TaskVersion {
  readonly task: Task;
  /** The command behind the last event. */
  readonly commandId: string;
  readonly sequence: number;
}

/** How many events lie between two snapshots. */
export const eventsPerSnapshot = 5;

export function isSnapshotDue(version: TaskVersion): boolean {
  return version.sequence % eventsPerSnapshot === 0;
}

/** Later events are here while an earlier one is still on its way from another region. */
export class HistoryIncomplete extends Error {
  /** The task up to the missing event; undefined when the first one is missing. */
  readonly upTo: TaskVersion | undefined;

  constructor(taskId: string, missing: number, upTo: TaskVersion | undefined) {
    super(`event ${missing} of task ${taskId} has not arrived from its region yet`);
    this.upTo = upTo;
  }
}

/** The version that follows. Throws HistoryIncomplete when an event between the two is missing. */
export function next(version: TaskVersion | undefined, recorded: RecordedEvent): TaskVersion {
  const expected = (version?.sequence ?? 0) + 1;
  if (recorded.sequence !== expected) throw new HistoryIncomplete(recorded.event.id, expected, version);
  return {
    task: evolve(version?.task, recorded.event),
    commandId: recorded.commandId,
    sequence: recorded.sequence,
  };
}

/** Continues from a version (or from nothing) through the events that follow it, in order. */
export function replay(version: TaskVersion | undefined, events: Iterable<RecordedEvent>): TaskVersion | undefined {
  let current = version;
  for (const recorded of events) current = next(current, recorded);
  return current;
}
