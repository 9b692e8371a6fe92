import type { Target } from '@aws-sdk/client-scheduler';
import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';

export interface GroupRow {
  readonly name: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly clientToken?: string;
}

/** Key: the group's name. The default group has a row once something was changed of it. */
export const groups: TableDefinition<GroupRow> = { name: 'scheduler/groups', key: (row) => row.name };

export interface ScheduleKey {
  readonly arn: string;
  readonly dataKey: Uint8Array;
}

export interface ScheduleRow {
  readonly name: string;
  readonly groupName: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly description?: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly target: Target & { readonly Arn: string; readonly RoleArn: string };
  /** Epoch ms. */
  readonly startAt?: number;
  readonly endAt?: number;
  /** 0: no flexible time window. */
  readonly windowMinutes: number;
  readonly deletedAfterCompletion: boolean;
  readonly clientToken?: string;
  /** The customer's key with a data key of it, encrypted; absent: a key that AWS owns. */
  readonly key?: ScheduleKey;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** The next run: when it is due, and when in its time window it starts. */
  readonly next?: { readonly dueAt: number; readonly runAt: number };
}

/** Partition: the group's name. */
export const schedules: TableDefinition<ScheduleRow> = { name: 'scheduler/schedules', key: (row) => row.name };

/** One run of a schedule on its way to its target. */
export interface InvocationRow {
  readonly id: string;
  readonly scheduleArn: string;
  readonly groupName: string;
  readonly scheduleName: string;
  /** As it was when the run began. */
  readonly target: ScheduleRow['target'];
  readonly key?: ScheduleKey;
  /** When the run was due by its expression. */
  readonly scheduledAt: number;
  readonly startedAt: number;
  readonly dueAt: number;
  /** Tries that failed. */
  readonly failures: number;
  /** The schedule goes when this run is over. */
  readonly last: boolean;
  readonly cause: CauseLink;
}

/** Partition ''. */
export const invocations: TableDefinition<InvocationRow> = { name: 'scheduler/invocations', key: (row) => row.id };

export const tables = [groups, schedules, invocations];
