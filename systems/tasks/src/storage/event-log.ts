import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  eventsPerSnapshot,
  isSnapshotDue,
  type RecordedEvent,
  replay,
  type TaskVersion,
} from '../domain/task-version.ts';
import { type TaskView, versionOf, viewOf } from '../domain/task-view.ts';
import { fromJsonBytes, jsonBytes } from './dynamodb.ts';
import { type EventLogItem, fromItem, partitionOf, toItem } from './event-log-item.ts';
import { entryPut } from './ledger.ts';

/** `conflict`: somebody else wrote this sequence first. `repeated`: the ledger has this command already. */
export type AppendOutcome = 'appended' | 'conflict' | 'repeated';

export interface LedgerEntry {
  readonly entryId: string;
  readonly entry: object;
  readonly lastsSeconds: number;
}

export interface Append {
  readonly recorded: RecordedEvent;
  /** The task after the event. */
  readonly version: TaskVersion;
  /** Written in the same transaction. */
  readonly ledgerEntry?: LedgerEntry;
}

export interface EventLog {
  /** The task as it is now: its snapshot and all events since. Throws HistoryIncomplete. */
  load(taskId: string): Promise<TaskVersion | undefined>;
  /** Continues from a version through all events since. Throws HistoryIncomplete. */
  catchUp(taskId: string, from: TaskVersion | undefined): Promise<TaskVersion | undefined>;
  append(append: Append): Promise<AppendOutcome>;
}

export interface EventLogTables {
  readonly eventLog: string;
  readonly snapshots: string;
  /** Needed for appending only. */
  readonly ledger?: string;
}

export function dynamoEventLog(client: DynamoDBDocumentClient, tables: EventLogTables): EventLog {
  const catchUp: EventLog['catchUp'] = async (taskId, from) => {
    let current = from;
    for await (const page of paginateQuery({ client }, eventsAfter(tables.eventLog, taskId, from))) {
      current = replay(
        current,
        (page.Items ?? []).map((item) => fromItem(item as EventLogItem)),
      );
    }
    return current;
  };
  return {
    catchUp,
    async load(taskId) {
      const { Item } = await client.send(
        new GetCommand({
          TableName: tables.snapshots,
          Key: { AggregateTypeAndId: partitionOf(taskId) },
          ConsistentRead: true,
        }),
      );
      const snapshot = Item && versionOf(fromJsonBytes<TaskView>(Item['Payload']), Item['CurrentSequence']);
      return await catchUp(taskId, snapshot);
    },
    async append(append) {
      const TransactItems = transaction(tables, append);
      try {
        await client.send(new TransactWriteCommand({ TransactItems }));
        return 'appended';
      } catch (error) {
        return outcomeOf(error, append.ledgerEntry === undefined ? -1 : TransactItems.length - 1);
      }
    },
  };
}

function eventsAfter(tableName: string, taskId: string, from: TaskVersion | undefined) {
  return {
    TableName: tableName,
    KeyConditionExpression: 'AggregateTypeAndId = :partition AND AggregateIdSequence > :sequence',
    ExpressionAttributeValues: { ':partition': partitionOf(taskId), ':sequence': from?.sequence ?? 0 },
    ConsistentRead: true,
  };
}

type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

function transaction(tables: EventLogTables, { recorded, version, ledgerEntry }: Append): TransactItems {
  const event = {
    TableName: tables.eventLog,
    Item: toItem(recorded),
    ConditionExpression: 'attribute_not_exists(AggregateIdSequence)',
  };
  return [
    { Put: event },
    ...(isSnapshotDue(version) ? [{ Put: snapshotPut(tables.snapshots, version) }] : []),
    ...(ledgerEntry === undefined ? [] : [{ Put: ledgerPut(tables, ledgerEntry, recorded.recordedAtMs) }]),
  ];
}

/** Snapshots only move forward. They may skip some: another region took those, and its snapshots stay there. */
function snapshotPut(tableName: string, version: TaskVersion) {
  return {
    TableName: tableName,
    Item: {
      AggregateTypeAndId: partitionOf(version.task.id),
      AggregateType: 'Task',
      AggregateId: version.task.id,
      CurrentSequence: version.sequence,
      CurrentSnapshot: version.sequence / eventsPerSnapshot,
      Payload: jsonBytes(viewOf(version)),
    },
    ConditionExpression: 'attribute_not_exists(CurrentSnapshot) OR CurrentSnapshot < :snapshot',
    ExpressionAttributeValues: { ':snapshot': version.sequence / eventsPerSnapshot },
  };
}

function ledgerPut(tables: EventLogTables, { entryId, entry, lastsSeconds }: LedgerEntry, nowMs: number) {
  if (tables.ledger === undefined) throw new Error('this event log was opened without a ledger');
  return entryPut(tables.ledger, entryId, entry, lastsSeconds, nowMs);
}

/** Why a transaction was cancelled; anything but a lost race is thrown on. */
function outcomeOf(error: unknown, ledgerIndex: number): AppendOutcome {
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  if (codes[ledgerIndex] === 'ConditionalCheckFailed') return 'repeated';
  if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict')) return 'conflict';
  throw error;
}
