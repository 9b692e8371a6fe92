import type { Target } from '@aws-sdk/client-eventbridge';
import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';

export interface BusRow {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly deadLetterArn?: string;
  /** The customer's key; absent: one that AWS owns. */
  readonly kmsKeyId?: string;
  /** The resource policy as JSON text. */
  readonly policy?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** Key: the bus's name. The default bus has a row once something was changed of it. */
export const buses: TableDefinition<BusRow> = { name: 'eventbridge/buses', key: (row) => row.name };

/** A target as PutTargets took it. */
export type RuleTarget = Target & { readonly Id: string; readonly Arn: string };

export interface RuleRow {
  readonly name: string;
  readonly busName: string;
  readonly arn: string;
  readonly description?: string;
  /** JSON text. */
  readonly eventPattern?: string;
  readonly scheduleExpression?: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly roleArn?: string;
  /** By Id. */
  readonly targets: readonly RuleTarget[];
  readonly tags: Readonly<Record<string, string>>;
  /** When a schedule is next due, epoch ms. */
  readonly nextAt?: number;
}

/** Partition: the bus's name. */
export const rules: TableDefinition<RuleRow> = { name: 'eventbridge/rules', key: (row) => row.name };

/** One event on its way to one target. */
export interface DeliveryRow {
  readonly id: string;
  readonly ruleArn: string;
  readonly ruleName: string;
  /** As it was when the rule matched. */
  readonly target: RuleTarget;
  /** The event as JSON text. */
  readonly event: string;
  readonly traceHeader?: string;
  /** Of the customer's key that the bus has, encrypted: it must open before the event is sent. */
  readonly dataKey?: Uint8Array;
  readonly ingestedAt: number;
  readonly dueAt: number;
  /** Tries that failed. */
  readonly failures: number;
  readonly cause: CauseLink;
}

/** An event that waits for the customer's keys of its bus and archives. */
export interface SealedEventRow {
  readonly id: string;
  readonly busName: string;
  readonly event: string;
  readonly traceHeader?: string;
  readonly forwarded?: boolean;
  readonly onlyRuleArns?: readonly string[];
  readonly ingestedAt: number;
  readonly dueAt: number;
  readonly failures: number;
  readonly cause: CauseLink;
}

/** Partition ''. */
export const sealedEvents: TableDefinition<SealedEventRow> = {
  name: 'eventbridge/sealed-events',
  key: (row) => row.id,
};

/** Partition ''. */
export const deliveries: TableDefinition<DeliveryRow> = { name: 'eventbridge/deliveries', key: (row) => row.id };

export interface ArchiveRow {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly description?: string;
  readonly eventPattern?: string;
  /** The customer's key; absent: one that AWS owns. */
  readonly kmsKeyId?: string;
  /** 0: for ever. */
  readonly retentionDays: number;
  readonly createdAt: number;
}

export const archives: TableDefinition<ArchiveRow> = { name: 'eventbridge/archives', key: (row) => row.name };

/** Digits of an epoch ms, so that their order as text is their order in time. */
export const paddedInstant = (at: number): string => String(Math.max(0, Math.floor(at))).padStart(15, '0');

export interface ArchivedEventRow {
  /** Epoch ms of the event's own time, then the order of arrival. */
  readonly position: string;
  readonly archivedAt: number;
  readonly event: string;
  /** Of the customer's key that the archive had, encrypted. */
  readonly dataKey?: Uint8Array;
  readonly cause: CauseLink;
}

/** Partition: the archive's name. */
export const archivedEvents: TableDefinition<ArchivedEventRow> = {
  name: 'eventbridge/archived-events',
  key: (row) => row.position,
  indexes: { archived: (row) => paddedInstant(row.archivedAt) },
};

export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

export interface ReplayRow {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly archiveArn: string;
  readonly busArn: string;
  /** Empty: every rule of the bus. */
  readonly ruleArns: readonly string[];
  readonly state: ReplayState;
  readonly stateReason?: string;
  readonly fromAt: number;
  readonly toAt: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Position of the last event that was replayed. */
  readonly position?: string;
  readonly lastReplayedAt?: number;
  readonly cause: CauseLink;
}

export const replays: TableDefinition<ReplayRow> = { name: 'eventbridge/replays', key: (row) => row.name };

export interface ConnectionRow {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly authorizationType: 'API_KEY' | 'BASIC' | 'OAUTH_CLIENT_CREDENTIALS';
  /** As CreateConnection took them, secrets included. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly secretArn: string;
  readonly state: 'AUTHORIZED' | 'DEAUTHORIZED';
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly authorizedAt: number;
}

export const connections: TableDefinition<ConnectionRow> = {
  name: 'eventbridge/connections',
  key: (row) => row.name,
};

export interface ApiDestinationRow {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly connectionArn: string;
  readonly endpoint: string;
  readonly method: string;
  readonly ratePerSecond: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export const apiDestinations: TableDefinition<ApiDestinationRow> = {
  name: 'eventbridge/api-destinations',
  key: (row) => row.name,
};

export const tables = [
  buses,
  rules,
  sealedEvents,
  deliveries,
  archives,
  archivedEvents,
  replays,
  connections,
  apiDestinations,
];
