import type { LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';
import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';

export interface LogGroupRow {
  readonly logGroupName: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly logGroupClass: LogGroupClass;
  readonly retentionDays?: number;
  readonly kmsKeyId?: string;
  /** Encrypted under the key, base64. */
  readonly dataKey?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** True for a group that a function's first log line made, not a person or a template. */
  readonly madeByRuntime: boolean;
  readonly storedBytes: number;
}

export interface LogStreamRow {
  readonly logStreamName: string;
  readonly createdAt: number;
  readonly firstEventAt?: number;
  readonly lastEventAt?: number;
  readonly lastIngestionAt?: number;
  /** Events ever put: numbers the next one. */
  readonly eventCount: number;
}

export interface LogEventRow {
  readonly logStreamName: string;
  /** Its number in the stream: 0, 1, 2 ... */
  readonly number: number;
  /** Epoch ms, as the writer says. */
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
  readonly cause: CauseLink;
}

export interface SubscriptionFilterRow {
  readonly filterName: string;
  readonly logGroupName: string;
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution: 'ByLogStream' | 'Random';
  readonly createdAt: number;
}

export interface ResourcePolicyRow {
  readonly policyName: string;
  readonly document: string;
  readonly updatedAt: number;
}

export const logGroups: TableDefinition<LogGroupRow> = { name: 'logs/groups', key: (row) => row.logGroupName };

/** Partition: the group's name. */
export const logStreams: TableDefinition<LogStreamRow> = {
  name: 'logs/streams',
  key: (row) => row.logStreamName,
  indexes: { byLastEvent: (row) => instantKey(row.lastEventAt ?? 0) },
};

/** Partition: the group's name. Ordered by time over all streams, and by time within each. */
export const logEvents: TableDefinition<LogEventRow> = {
  name: 'logs/events',
  key: (row) => `${instantKey(row.timestamp)}:${row.logStreamName}:${numberKey(row.number)}`,
  indexes: { byStream: (row) => streamEventKey(row) },
};

/** Partition: the group's name. */
export const subscriptionFilters: TableDefinition<SubscriptionFilterRow> = {
  name: 'logs/subscription-filters',
  key: (row) => row.filterName,
};

export const resourcePolicies: TableDefinition<ResourcePolicyRow> = {
  name: 'logs/resource-policies',
  key: (row) => row.policyName,
};

export const instantKey = (instant: number): string => String(Math.max(0, Math.floor(instant))).padStart(14, '0');
const numberKey = (number: number): string => String(number).padStart(12, '0');

/** Stream names hold no colon, so no stream's keys run into another's. */
export const streamPrefix = (logStreamName: string): string => `${logStreamName}:`;
export const streamEventKey = ({ logStreamName, timestamp, number }: LogEventRow): string =>
  `${streamPrefix(logStreamName)}${instantKey(timestamp)}:${numberKey(number)}`;
