import type { KeySchemaElement, StreamViewType } from '@aws-sdk/client-dynamodb';
import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';
import type { Item } from './attribute-value.ts';

/** A stream of a table; a table that turns its stream off and on again has several. */
export interface StreamRow {
  readonly arn: string;
  readonly tableName: string;
  /** `2026-11-21T05:46:13.000`: the instant of its creation. */
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly keySchema: readonly KeySchemaElement[];
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms; its records can be read for 24 hours more. */
  readonly disabledAt?: number;
}

export type StreamEventName = 'INSERT' | 'MODIFY' | 'REMOVE';

/** One change of one item. Lives in the partition named by the stream's ARN. */
export interface StreamRecordRow {
  /** 21 digits. */
  readonly sequenceNumber: string;
  readonly eventId: string;
  readonly eventName: StreamEventName;
  /** Epoch ms. */
  readonly at: number;
  readonly keys: Item;
  readonly newImage?: Item;
  readonly oldImage?: Item;
  readonly bytes: number;
  /** True when time to live removed the item. */
  readonly isExpiry?: boolean;
  readonly cause: CauseLink;
}

export const streamsTable: TableDefinition<StreamRow> = { name: 'dynamodb/streams', key: (row) => row.arn };

export const streamRecordsTable: TableDefinition<StreamRecordRow> = {
  name: 'dynamodb/stream-records',
  key: (row) => row.sequenceNumber,
};
