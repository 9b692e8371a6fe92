import type {
  GlobalSecondaryIndexUpdate,
  ReplicationGroupUpdate,
  StreamSpecification,
  UpdateTableInput,
} from '@aws-sdk/client-dynamodb';
import { encryptionOf } from './encryption.ts';
import { invalidParameter, limitExceeded, notSupported, validation } from './errors.ts';
import { indexDefinition } from './index-definition.ts';
import { clearIndex, fillIndex } from './item-store.ts';
import { addReplica, removeReplica } from './replica.ts';
import { startStream, stopStream } from './stream.ts';
import { requestedViewType } from './stream-specification.ts';
import { saveTable, type Table } from './table.ts';
import { checkGlobalIndexes, checkUnits } from './table-rules.ts';
import type { IndexDefinition, TableRow } from './tables.ts';

export function changeSettings({ row, scope }: Table, input: UpdateTableInput): TableRow {
  const { encryption: _, ...unencrypted } = row;
  return {
    ...(input.SSESpecification ? { ...unencrypted, ...encryptionOf(scope, input.SSESpecification) } : row),
    ...(input.TableClass && { tableClass: input.TableClass }),
    ...(input.OnDemandThroughput && { maxRequestUnits: input.OnDemandThroughput }),
    ...(input.DeletionProtectionEnabled !== undefined && { deletionProtected: input.DeletionProtectionEnabled }),
  };
}

/** Billing mode and units. Throws AWS's ValidationException when they do not go together. */
export function changeThroughput({ row, globe }: Table, input: UpdateTableInput): TableRow {
  const { BillingMode: mode = row.billingMode, ProvisionedThroughput: wanted } = input;
  if (mode === 'PAY_PER_REQUEST') {
    if (wanted) {
      throw invalidParameter(
        'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
      );
    }
    if (row.billingMode === mode) return row;
    const { throughput: _, ...rest } = row;
    const globalIndexes = row.globalIndexes.map(({ throughput: __, ...index }) => index);
    return { ...rest, globalIndexes, billingMode: mode, onDemandAt: globe.clock.now() };
  }
  if (!wanted) {
    if (row.billingMode === mode) return row;
    throw invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  checkUnits(wanted, ` for table ${row.name}`);
  return { ...row, billingMode: mode, throughput: wanted, ...throughputChange(row, input, globe.clock.now()) };
}

function throughputChange(row: TableRow, input: UpdateTableInput, now: number): Pick<TableRow, 'throughputChange'> {
  const [before, after] = [row.throughput, input.ProvisionedThroughput];
  if (!before || !after) return {};
  const units = ['ReadCapacityUnits', 'WriteCapacityUnits'] as const;
  if (row.billingMode === 'PROVISIONED' && units.every((name) => before[name] === after[name])) {
    throw validation(
      'The provisioned throughput for the table will not change. The requested value equals the current value. ' +
        `Current ReadCapacityUnits provisioned for the table: ${before.ReadCapacityUnits}. Requested ReadCapacityUnits: ${after.ReadCapacityUnits}. ` +
        `Current WriteCapacityUnits provisioned for the table: ${before.WriteCapacityUnits}. Requested WriteCapacityUnits: ${after.WriteCapacityUnits}. ` +
        'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
    );
  }
  const isMore = units.some((name) => (after[name] ?? 0) > (before[name] ?? 0));
  const isLess = units.some((name) => (after[name] ?? 0) < (before[name] ?? 0));
  const decreases = (row.throughputChange?.decreases ?? 0) + (isLess ? 1 : 0);
  return {
    throughputChange: {
      ...row.throughputChange,
      ...(isMore && { increasedAt: now }),
      ...(isLess && { decreasedAt: now }),
      decreases,
    },
  };
}

export function changeStream({ row, globe, scope }: Table, specification: StreamSpecification | undefined): TableRow {
  if (!specification) return row;
  const viewType = requestedViewType(specification);
  if (viewType && row.streamViewType) throw validation('Table already has an enabled stream: TableName: ' + row.name);
  if (!viewType && !row.streamViewType)
    throw validation('Table is not associated with a stream: TableName: ' + row.name);
  if (!viewType && row.replicas?.length) throw validation('Stream cannot be disabled for a table with replicas');
  return viewType ? startStream(globe, scope, row, viewType) : stopStream(globe, scope, row);
}

/** Creates, changes and deletes global indexes; a new one holds the items at once. */
export function changeIndexes(table: Table, input: UpdateTableInput): Table {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter(({ Create, Delete }) => Create || Delete).length > 1) {
    throw limitExceeded(
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  }
  return updates.reduce((changed, update) => changeIndex(changed, update, input), table);
}

function changeIndex(table: Table, update: GlobalSecondaryIndexUpdate, input: UpdateTableInput): Table {
  const { row } = table;
  const name = (update.Create ?? update.Update ?? update.Delete)?.IndexName;
  const present = table.shape.indexes.find((index) => index.kind === 'global' && index.name === name);
  if (update.Create) return createIndex(table, update.Create, input);
  if (!present) throw validation(`The table does not have the specified index: ${name}`);
  const others = row.globalIndexes.filter((index) => index.name !== name);
  if (update.Delete) {
    clearIndex(table, present);
    return saveTable(table, { ...row, globalIndexes: others, attributeDefinitions: usedDefinitions(row, others) });
  }
  const throughput = update.Update?.ProvisionedThroughput;
  if (!throughput) return table;
  const globalIndexes = row.globalIndexes.map((index) => (index.name === name ? { ...index, throughput } : index));
  return saveTable(table, { ...row, globalIndexes });
}

function createIndex(
  table: Table,
  create: NonNullable<GlobalSecondaryIndexUpdate['Create']>,
  input: UpdateTableInput,
): Table {
  const { row } = table;
  if ([...row.globalIndexes, ...row.localIndexes].some(({ name }) => name === create.IndexName)) {
    throw validation(`Attempting to create an index which already exists: ${create.IndexName}`);
  }
  const given = input.AttributeDefinitions ?? [];
  const kept = row.attributeDefinitions.filter((definition) =>
    given.every(({ AttributeName }) => AttributeName !== definition.AttributeName),
  );
  const definitions = [...kept, ...given];
  checkGlobalIndexes([create], definitions, row.billingMode);
  if (row.globalIndexes.length >= 20) {
    throw limitExceeded('GlobalSecondaryIndex count exceeds the per-table limit of 20');
  }
  const globalIndexes = [...row.globalIndexes, indexDefinition(create)];
  const changed = saveTable(table, { ...row, globalIndexes, attributeDefinitions: definitions });
  const index = changed.shape.indexes.find(({ name }) => name === create.IndexName);
  if (index) fillIndex(changed, index);
  return changed;
}

/** Definitions that only a deleted index used go with it. */
function usedDefinitions(row: TableRow, indexes: readonly IndexDefinition[]): TableRow['attributeDefinitions'] {
  const schemas = [row.keySchema, ...[...row.localIndexes, ...indexes].map(({ keySchema }) => keySchema)];
  const used = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  return row.attributeDefinitions.filter(({ AttributeName }) => used.has(AttributeName));
}

export function changeReplicas(table: Table, updates: readonly ReplicationGroupUpdate[]): Table {
  return updates.reduce((changed, { Create, Delete, Update, Disassociate }) => {
    if (Create) return addReplica(changed, Create.RegionName as string);
    if (Delete) return removeReplica(changed, Delete.RegionName as string);
    throw notSupported(
      Update ? 'ReplicaUpdates.Update' : Disassociate ? 'ReplicaUpdates.Disassociate' : 'an empty ReplicaUpdates entry',
    );
  }, table);
}
