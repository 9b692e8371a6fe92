import type { Globe } from '../../contract/globe.ts';
import type { AnyOperation } from '../../contract/operation.ts';
import type { Service } from '../../contract/service.ts';
import { afterKey } from '../encryption-at-rest/after-key.ts';
import { access } from './access.ts';
import { eventSource } from './event-source.ts';
import { resumeExpiry } from './expiry.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { createTable } from './operations/create-table.ts';
import { deleteItem } from './operations/delete-item.ts';
import { deleteResourcePolicy } from './operations/delete-resource-policy.ts';
import { deleteTable } from './operations/delete-table.ts';
import { describeContinuousBackups } from './operations/describe-continuous-backups.ts';
import { describeEndpoints } from './operations/describe-endpoints.ts';
import { describeLimits } from './operations/describe-limits.ts';
import { describeTable } from './operations/describe-table.ts';
import { describeTimeToLive } from './operations/describe-time-to-live.ts';
import { getItem } from './operations/get-item.ts';
import { getResourcePolicy } from './operations/get-resource-policy.ts';
import { listTables } from './operations/list-tables.ts';
import { listTagsOfResource } from './operations/list-tags-of-resource.ts';
import { putItem } from './operations/put-item.ts';
import { putResourcePolicy } from './operations/put-resource-policy.ts';
import { query } from './operations/query.ts';
import { scan } from './operations/scan.ts';
import { tagResource } from './operations/tag-resource.ts';
import { transactGetItems } from './operations/transact-get-items.ts';
import { transactWriteItems } from './operations/transact-write-items.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateContinuousBackups } from './operations/update-continuous-backups.ts';
import { updateItem } from './operations/update-item.ts';
import { updateTable } from './operations/update-table.ts';
import { updateTimeToLive } from './operations/update-time-to-live.ts';
import { resumeReplication } from './replication.ts';
import { globalTable } from './resource-types/global-table.ts';
import { table } from './resource-types/table.ts';
import { resumeStreams } from './stream.ts';
import { streamRecordsTable, streamsTable } from './stream-tables.ts';
import { underKey, usingItems } from './table-key.ts';
import {
  indexEntriesTable,
  itemsTable,
  replicationTable,
  tablesTable,
  tombstonesTable,
  transactionsTable,
} from './tables.ts';
import { resumeTransactionTokens } from './transaction-token.ts';

const operations: Readonly<Record<string, AnyOperation>> = {
  BatchGetItem: afterKey(batchGetItem, usingItems),
  BatchWriteItem: afterKey(batchWriteItem, usingItems),
  CreateTable: underKey(createTable),
  DeleteItem: afterKey(deleteItem, usingItems),
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteTable: deleteTable,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeEndpoints: describeEndpoints,
  DescribeLimits: describeLimits,
  DescribeTable: describeTable,
  DescribeTimeToLive: describeTimeToLive,
  GetItem: afterKey(getItem, usingItems),
  GetResourcePolicy: getResourcePolicy,
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutItem: afterKey(putItem, usingItems),
  PutResourcePolicy: putResourcePolicy,
  Query: afterKey(query, usingItems),
  Scan: afterKey(scan, usingItems),
  TagResource: tagResource,
  TransactGetItems: afterKey(transactGetItems, usingItems),
  TransactWriteItems: afterKey(transactWriteItems, usingItems),
  UntagResource: untagResource,
  UpdateContinuousBackups: updateContinuousBackups,
  UpdateItem: afterKey(updateItem, usingItems),
  UpdateTable: underKey(updateTable),
  UpdateTimeToLive: updateTimeToLive,
};

export const dynamodb: Service = {
  id: 'dynamodb',
  tables: [
    tablesTable,
    itemsTable,
    indexEntriesTable,
    transactionsTable,
    replicationTable,
    tombstonesTable,
    streamsTable,
    streamRecordsTable,
  ],
  operations,
  access,
  resourceTypes: [table, globalTable],
  eventSource,
  resume,
};

/** Puts back what rows imply: expiries, stream retention, undelivered replication. */
function resume(globe: Globe): void {
  resumeStreams(globe);
  resumeExpiry(globe);
  resumeReplication(globe);
  resumeTransactionTokens(globe);
}
