import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Item } from './attribute-value.ts';
import { itemBytes } from './item-size.ts';
import { limits } from './limits.ts';
import { nextSequenceNumber } from './sequence-number.ts';
import {
  type StreamEventName,
  type StreamRecordRow,
  type StreamRow,
  streamRecordsTable,
  streamsTable,
} from './stream-tables.ts';
import { planSweep } from './sweeps.ts';
import type { Table } from './table.ts';
import { keyAttributes } from './table-shape.ts';
import type { TableRow } from './tables.ts';

export interface ItemChange {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly cause: CauseLink;
  readonly isExpiry?: boolean;
}

/** Expired records are hidden from readers at once and removed some time later. */
const trimPauseMs = 10 * 60 * 1000;

export function streamArnOf(tableArn: string, label: string): string {
  return `${tableArn}/stream/${label}`;
}

/** Starts a stream for a table; returns the table's row with it. */
export function startStream(globe: Globe, scope: Scope, row: TableRow, viewType: StreamViewType): TableRow {
  const streams = globe.store.collection(streamsTable, scope);
  let createdAt = globe.clock.now();
  while (streams.has(streamArnOf(row.arn, streamLabel(createdAt)))) createdAt++;
  const label = streamLabel(createdAt);
  const arn = streamArnOf(row.arn, label);
  streams.put({ arn, tableName: row.name, label, viewType, keySchema: row.keySchema, createdAt });
  return { ...row, streamViewType: viewType, streamLabel: label };
}

/** `2026-11-21T05:46:13.123` */
function streamLabel(at: number): string {
  return new Date(at).toISOString().slice(0, -1);
}

/** Closes the table's stream; its records stay for 24 hours. */
export function stopStream(globe: Globe, scope: Scope, row: TableRow): TableRow {
  const { streamViewType, ...rest } = row;
  if (!streamViewType || !row.streamLabel) return row;
  const streams = globe.store.collection(streamsTable, scope);
  const stream = streams.get(streamArnOf(row.arn, row.streamLabel));
  const disabledAt = globe.clock.now();
  if (stream) streams.put({ ...stream, disabledAt });
  planRemoval(globe, scope, streamArnOf(row.arn, row.streamLabel), disabledAt);
  return rest;
}

/** Writes the record of a change when the table has its stream on. The change must be one. */
export function appendStreamRecord(table: Table, change: ItemChange): void {
  const { row, globe, scope } = table;
  if (!row.streamViewType || !row.streamLabel) return;
  const arn = streamArnOf(row.arn, row.streamLabel);
  const records = globe.store.collection(streamRecordsTable, scope, arn);
  const at = globe.clock.now();
  const sequenceNumber = nextSequenceNumber(records, at, (record) => record.sequenceNumber);
  records.put(newRecord(table, change, row.streamViewType, sequenceNumber, at));
  planTrim(globe, scope, arn, at + limits.streamRetentionMs + trimPauseMs);
}

function newRecord(
  table: Table,
  { before, after, cause, isExpiry }: ItemChange,
  viewType: StreamViewType,
  sequenceNumber: string,
  at: number,
): StreamRecordRow {
  const keys = keyAttributes(table.shape.key, (after ?? before) as Item);
  const newImage = after && viewType !== 'KEYS_ONLY' && viewType !== 'OLD_IMAGE' ? after : undefined;
  const oldImage = before && viewType !== 'KEYS_ONLY' && viewType !== 'NEW_IMAGE' ? before : undefined;
  return {
    sequenceNumber,
    eventId: table.globe.random.hex(32),
    eventName: eventName(before, after),
    at,
    keys,
    ...(newImage && { newImage }),
    ...(oldImage && { oldImage }),
    bytes: itemBytes(keys) + (newImage ? itemBytes(newImage) : 0) + (oldImage ? itemBytes(oldImage) : 0),
    ...(isExpiry && { isExpiry }),
    cause: { id: cause.id, trace: cause.trace },
  };
}

function eventName(before: Item | undefined, after: Item | undefined): StreamEventName {
  if (!after) return 'REMOVE';
  return before ? 'MODIFY' : 'INSERT';
}

function planTrim(globe: Globe, scope: Scope, arn: string, at: number): void {
  planSweep(globe, `dynamodb stream retention ${arn}`, at, () => trim(globe, scope, arn));
}

/** Removes the records of more than 24 hours ago. */
function trim(globe: Globe, scope: Scope, arn: string): void {
  const records = globe.store.collection(streamRecordsTable, scope, arn);
  const oldest = globe.clock.now() - limits.streamRetentionMs;
  const old: string[] = [];
  for (const record of records.range()) {
    if (record.at > oldest) {
      planTrim(globe, scope, arn, record.at + limits.streamRetentionMs + trimPauseMs);
      break;
    }
    old.push(record.sequenceNumber);
  }
  if (old.length === 0) return;
  globe.store.step(globe.causes.begin('system', 'dynamodb stream retention'), () => {
    for (const sequenceNumber of old) records.delete(sequenceNumber);
  });
}

function planRemoval(globe: Globe, scope: Scope, arn: string, disabledAt: number): void {
  planSweep(globe, `dynamodb stream end ${arn}`, disabledAt + limits.streamRetentionMs, () => {
    globe.store.step(globe.causes.begin('system', 'dynamodb stream end'), () => {
      globe.store.collection(streamRecordsTable, scope, arn).clear();
      globe.store.collection(streamsTable, scope).delete(arn);
    });
  });
}

/** Plans what the stored streams imply, after a start. */
export function resumeStreams(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(streamsTable)) {
    for (const stream of rows.range()) resumeStream(globe, scope, stream);
  }
}

function resumeStream(globe: Globe, scope: Scope, stream: StreamRow): void {
  if (stream.disabledAt !== undefined) planRemoval(globe, scope, stream.arn, stream.disabledAt);
  const { value: first } = globe.store.collection(streamRecordsTable, scope, stream.arn).range().next();
  if (first) planTrim(globe, scope, stream.arn, first.at + limits.streamRetentionMs + trimPauseMs);
}
