import type {
  AttributeDefinition,
  BillingMode,
  KeySchemaElement,
  Projection,
  ProvisionedThroughput,
  StreamViewType,
  TableClass,
} from '@aws-sdk/client-dynamodb';
import type { CauseLink } from '../../contract/cause.ts';
import type { TableDefinition } from '../../contract/table.ts';
import type { Item } from './attribute-value.ts';

export interface IndexDefinition {
  readonly name: string;
  readonly keySchema: readonly KeySchemaElement[];
  readonly projection: Projection;
  /** Global indexes of provisioned tables. */
  readonly throughput?: ProvisionedThroughput;
}

/** A table. Its rows live in the partition named by its id. */
export interface TableRow {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly attributeDefinitions: readonly AttributeDefinition[];
  readonly keySchema: readonly KeySchemaElement[];
  readonly localIndexes: readonly IndexDefinition[];
  readonly globalIndexes: readonly IndexDefinition[];
  readonly billingMode: BillingMode;
  /** Epoch ms of the last change to PAY_PER_REQUEST. */
  readonly onDemandAt?: number;
  readonly throughput?: ProvisionedThroughput;
  readonly throughputChange?: {
    readonly increasedAt?: number;
    readonly decreasedAt?: number;
    readonly decreases: number;
  };
  readonly maxRequestUnits?: {
    readonly MaxReadRequestUnits?: number | undefined;
    readonly MaxWriteRequestUnits?: number | undefined;
  };
  readonly streamViewType?: StreamViewType;
  /** Of the latest stream, enabled or not. */
  readonly streamLabel?: string;
  readonly encryption?: {
    readonly keyArn: string;
    /** The table's key, encrypted under it, base64. */
    readonly dataKey?: string;
  };
  readonly tableClass?: TableClass;
  readonly deletionProtected: boolean;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly timeToLiveAttribute?: string;
  readonly pointInTimeRecovery?: { readonly enabledAt: number; readonly periodDays: number };
  readonly resourcePolicy?: { readonly text: string; readonly revision: string };
  /** Regions of the other replicas, when this is one of a global table. */
  readonly replicas?: readonly string[];
}

/** When and where an item of a global table was last written; the later write wins everywhere. */
export interface WriteStamp {
  /** Epoch ms. */
  readonly at: number;
  readonly region: string;
}

export interface ItemRow {
  readonly key: string;
  readonly item: Item;
  readonly bytes: number;
  /** Epoch seconds, when the table has a time to live and the item a valid one. */
  readonly expiresAt?: number;
  /** Items of global tables. */
  readonly stamp?: WriteStamp;
}

/** Where in an index an item stands. */
export interface IndexEntryRow {
  readonly key: string;
  /** The item's key in its table. */
  readonly itemKey: string;
}

/** A transaction that was done under a client request token. */
export interface TransactionRow {
  readonly token: string;
  /** SHA-256 of what was asked. */
  readonly fingerprint: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A write that another region's replica has not got yet. */
export interface ReplicationRow {
  /** Orders the writes of one source table. */
  readonly sequence: string;
  readonly tableName: string;
  readonly targetRegion: string;
  /** Primary key. */
  readonly itemKey: string;
  readonly key: Item;
  /** Undefined: a deletion. */
  readonly item?: Item;
  readonly stamp: WriteStamp;
  readonly cause: CauseLink;
}

/** A deletion in a global table that must win over writes which come late. */
export interface TombstoneRow {
  readonly key: string;
  readonly stamp: WriteStamp;
}

export const tablesTable: TableDefinition<TableRow> = { name: 'dynamodb/tables', key: (row) => row.name };

export const itemsTable: TableDefinition<ItemRow> = {
  name: 'dynamodb/items',
  key: (row) => row.key,
  indexes: {
    expiry: (row) => (row.expiresAt === undefined ? undefined : String(row.expiresAt).padStart(12, '0')),
  },
};

export const indexEntriesTable: TableDefinition<IndexEntryRow> = {
  name: 'dynamodb/index-entries',
  key: (row) => row.key,
};

export const transactionsTable: TableDefinition<TransactionRow> = {
  name: 'dynamodb/transactions',
  key: (row) => row.token,
  indexes: { age: (row) => String(row.at).padStart(15, '0') },
};

export const replicationTable: TableDefinition<ReplicationRow> = {
  name: 'dynamodb/replication',
  key: (row) => `${row.sequence}/${row.targetRegion}`,
};

export const tombstonesTable: TableDefinition<TombstoneRow> = { name: 'dynamodb/tombstones', key: (row) => row.key };
