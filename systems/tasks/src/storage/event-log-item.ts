import type { TaskEvent } from '../domain/task.ts';
import type { RecordedEvent } from '../domain/task-version.ts';
import { fromJsonBytes, jsonBytes } from './dynamodb.ts';

/** An item of the event log. */
export interface EventLogItem {
  readonly AggregateTypeAndId: string;
  readonly AggregateIdSequence: number;
  readonly AggregateType: 'Task';
  readonly AggregateId: string;
  readonly EventType: `Task:${TaskEvent['type']}`;
  readonly EventVersion: '1.0';
  readonly Payload: Uint8Array;
  readonly Metadata: Uint8Array;
  /** The region whose API took the command. */
  readonly Region: string;
  /** Epoch milliseconds. */
  readonly RecordedAt: number;
}

/** The partition of a task's events, and of its snapshot. */
export function partitionOf(taskId: string): string {
  return `Task:${taskId}`;
}

export function toItem(recorded: RecordedEvent): EventLogItem {
  const { event } = recorded;
  return {
    AggregateTypeAndId: partitionOf(event.id),
    AggregateIdSequence: recorded.sequence,
    AggregateType: 'Task',
    AggregateId: event.id,
    EventType: `Task:${event.type}`,
    EventVersion: '1.0',
    Payload: jsonBytes(event),
    Metadata: jsonBytes({ command_id: recorded.commandId }),
    Region: recorded.region,
    RecordedAt: recorded.recordedAtMs,
  };
}

export function fromItem(item: EventLogItem): RecordedEvent {
  return {
    event: fromJsonBytes<TaskEvent>(item.Payload),
    sequence: item.AggregateIdSequence,
    commandId: fromJsonBytes<{ command_id: string }>(item.Metadata).command_id,
    region: item.Region,
    recordedAtMs: item.RecordedAt,
  };
}
