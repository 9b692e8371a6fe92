import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  ProvisionedThroughputDescription,
  TableDescription,
  TableStatus,
} from '@aws-sdk/client-dynamodb';
import { formatArn } from '../../contract/arn.ts';
import { itemBytes } from './item-size.ts';
import { streamArnOf } from './stream.ts';
import type { Table } from './table.ts';
import { type IndexShape, indexEntryKey, projectedItem } from './table-shape.ts';
import type { IndexDefinition, TableRow } from './tables.ts';

/**
 * A table as DescribeTable tells it.
 * Differs from AWS: counts and sizes are those of this moment, where AWS updates them about every six hours.
 */
export function describedTable(table: Table, status: TableStatus = 'ACTIVE'): TableDescription {
  const { row, scope } = table;
  let bytes = 0;
  for (const item of table.items.range()) bytes += item.bytes;
  return {
    AttributeDefinitions: [...row.attributeDefinitions],
    TableName: row.name,
    KeySchema: [...row.keySchema],
    TableStatus: status,
    CreationDateTime: new Date(row.createdAt),
    ProvisionedThroughput: throughputOf(row),
    TableSizeBytes: bytes,
    ItemCount: table.items.size,
    TableArn: row.arn,
    TableId: row.id,
    ...billingOf(row),
    ...(row.localIndexes.length > 0 && {
      LocalSecondaryIndexes: row.localIndexes.map((index) => localIndex(table, index)),
    }),
    ...(row.globalIndexes.length > 0 && {
      GlobalSecondaryIndexes: row.globalIndexes.map((index) => globalIndex(table, index, status)),
    }),
    ...streamOf(row),
    ...(row.replicas?.length && {
      GlobalTableVersion: '2019.11.21',
      Replicas: row.replicas.map((region) => ({
        RegionName: region,
        ReplicaStatus: 'ACTIVE' as const,
        ReplicaArn: formatArn('dynamodb', { account: scope.account, region }, `table/${row.name}`),
      })),
    }),
    ...(row.encryption && {
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: row.encryption.keyArn },
    }),
    ...(row.tableClass && { TableClassSummary: { TableClass: row.tableClass } }),
    DeletionProtectionEnabled: row.deletionProtected,
    ...(row.maxRequestUnits && { OnDemandThroughput: { ...row.maxRequestUnits } }),
  };
}

function throughputOf(row: TableRow): ProvisionedThroughputDescription {
  const { increasedAt, decreasedAt, decreases = 0 } = row.throughputChange ?? {};
  return {
    ...(increasedAt !== undefined && { LastIncreaseDateTime: new Date(increasedAt) }),
    ...(decreasedAt !== undefined && { LastDecreaseDateTime: new Date(decreasedAt) }),
    NumberOfDecreasesToday: decreases,
    ReadCapacityUnits: row.throughput?.ReadCapacityUnits ?? 0,
    WriteCapacityUnits: row.throughput?.WriteCapacityUnits ?? 0,
  };
}

/** AWS leaves the summary out of tables that have always been provisioned. */
function billingOf(row: TableRow): Pick<TableDescription, 'BillingModeSummary'> {
  if (row.onDemandAt === undefined) return {};
  const at = row.billingMode === 'PAY_PER_REQUEST' ? row.onDemandAt : undefined;
  return {
    BillingModeSummary: {
      BillingMode: row.billingMode,
      ...(at !== undefined && { LastUpdateToPayPerRequestDateTime: new Date(at) }),
    },
  };
}

function streamOf(row: TableRow): Partial<TableDescription> {
  return {
    ...(row.streamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType: row.streamViewType } }),
    ...(row.streamLabel && {
      LatestStreamLabel: row.streamLabel,
      LatestStreamArn: streamArnOf(row.arn, row.streamLabel),
    }),
  };
}

function localIndex(table: Table, index: IndexDefinition): LocalSecondaryIndexDescription {
  return {
    IndexName: index.name,
    KeySchema: [...index.keySchema],
    Projection: { ...index.projection },
    ...contentOfIndex(table, index.name),
    IndexArn: indexArn(table.row, index.name),
  };
}

function globalIndex(table: Table, index: IndexDefinition, status: TableStatus): GlobalSecondaryIndexDescription {
  return {
    IndexName: index.name,
    KeySchema: [...index.keySchema],
    Projection: { ...index.projection },
    IndexStatus: status === 'CREATING' ? 'CREATING' : 'ACTIVE',
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: index.throughput?.ReadCapacityUnits ?? 0,
      WriteCapacityUnits: index.throughput?.WriteCapacityUnits ?? 0,
    },
    ...contentOfIndex(table, index.name),
    IndexArn: indexArn(table.row, index.name),
  };
}

function indexArn(row: TableRow, indexName: string): string {
  return `${row.arn}/index/${indexName}`;
}

function contentOfIndex(table: Table, name: string): { IndexSizeBytes: number; ItemCount: number } {
  const index = table.shape.indexes.find((shape) => shape.name === name) as IndexShape;
  let [bytes, count] = [0, 0];
  for (const { item } of table.items.range()) {
    if (indexEntryKey(index, item, '') === undefined) continue;
    bytes += itemBytes(projectedItem(index, item));
    count++;
  }
  return { IndexSizeBytes: bytes, ItemCount: count };
}
