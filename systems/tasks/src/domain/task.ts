/** A task as its events made it. Field names are those of the wire: events, views and snapshots carry them unchanged. */
export interface Task {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly name: string;
  readonly summary: string | null;
  readonly done: boolean;
  readonly deleted: boolean;
}

/** What an update may change: an absent field stays as it is, a null summary is emptied. */
export interface TaskUpdate {
  readonly name?: string;
  readonly summary?: string | null;
  readonly done?: boolean;
}

interface TaskCreated {
  readonly type: 'Created';
  readonly id: string;
  readonly created_at: string;
  readonly task: { readonly name: string; readonly summary: string | null; readonly done: boolean };
}

interface TaskUpdated {
  readonly type: 'Updated';
  readonly id: string;
  readonly updated_at: string;
  readonly update: TaskUpdate;
}

interface TaskDeleted {
  readonly type: 'Deleted';
  readonly id: string;
  readonly updated_at: string;
}

export type TaskEvent = TaskCreated | TaskUpdated | TaskDeleted;

export type TaskCommand =
  | { readonly kind: 'create'; readonly name: string; readonly summary?: string | null }
  | { readonly kind: 'update'; readonly update: TaskUpdate }
  | { readonly kind: 'delete' };

export type Refusal = 'not found' | 'deleted' | 'exists';

/** A command that the task's state does not allow. */
export class CommandRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`the command was refused: task ${refusal}`);
    this.refusal = refusal;
  }
}

/** The event that a command leads to. Throws CommandRefused. */
export function decide(task: Task | undefined, id: string, command: TaskCommand, at: string): TaskEvent {
  if (command.kind === 'create') {
    if (task !== undefined) throw new CommandRefused('exists');
    return {
      type: 'Created',
      id,
      created_at: at,
      task: { name: command.name, summary: command.summary ?? null, done: false },
    };
  }
  if (task === undefined) throw new CommandRefused('not found');
  if (task.deleted) throw new CommandRefused('deleted');
  if (command.kind === 'delete') return { type: 'Deleted', id, updated_at: at };
  return { type: 'Updated', id, updated_at: at, update: command.update };
}

/** The task after an event. Throws when the event cannot follow: the log would be damaged. */
export function evolve(task: Task | undefined, event: TaskEvent): Task {
  if (event.type === 'Created') return created(task, event);
  if (task === undefined) throw new Error(`the history of task ${event.id} begins with ${event.type}`);
  if (event.type === 'Deleted') return { ...task, updated_at: event.updated_at, deleted: true };
  return { ...task, ...event.update, updated_at: event.updated_at };
}

function created(task: Task | undefined, event: TaskCreated): Task {
  if (task !== undefined) throw new Error(`task ${event.id} was created twice`);
  const { name, summary, done } = event.task;
  return {
    id: event.id,
    created_at: event.created_at,
    updated_at: event.created_at,
    name,
    summary,
    done,
    deleted: false,
  };
}
