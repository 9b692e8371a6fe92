import type { Task } from './task.ts';
import type { TaskVersion } from './task-version.ts';

/** What clients see of a task. */
export interface TaskView {
  readonly aggregate_type: 'Task';
  /** ULID of the last command: of two, the greater is the newer. */
  readonly command_id: string;
  readonly id: string;
  readonly task: Task;
}

export function viewOf(version: TaskVersion): TaskView {
  return { aggregate_type: 'Task', command_id: version.commandId, id: version.task.id, task: version.task };
}

export function versionOf(view: TaskView, sequence: number): TaskVersion {
  return { task: view.task, commandId: view.command_id, sequence };
}
