import type { CreateTableInput, CreateTableOutput } from '@aws-sdk/client-dynamodb';
import { formatArn } from '../../../contract/arn.ts';
import type { Operation } from '../../../contract/operation.ts';
import type { Scope } from '../../../contract/scope.ts';
import { encryptionOf } from '../encryption.ts';
import { notSupported, tableInUse } from '../errors.ts';
import { indexDefinition } from '../index-definition.ts';
import { newPolicy } from '../resource-policy.ts';
import { startStream } from '../stream.ts';
import { requestedViewType } from '../stream-specification.ts';
import { type Place, requireTableName, saveTable, type Table, tableOf } from '../table.ts';
import { describedTable } from '../table-description.ts';
import { checkTableDefinition } from '../table-rules.ts';
import { type TableRow, tablesTable } from '../tables.ts';
import { checkedTags } from '../tags.ts';

/** Differs from AWS: the table is ACTIVE at once, although the answer says CREATING as AWS's does. */
export const createTable: Operation<CreateTableInput, CreateTableOutput> = (input, call) => {
  requireTableName(input.TableName as string);
  refuseUnsupported(input);
  checkTableDefinition(input);
  const table = makeTable(call, input);
  return { TableDescription: describedTable(table, 'CREATING') };
};

function refuseUnsupported(input: CreateTableInput): void {
  if (input.VectorIndexes) throw notSupported('VectorIndexes');
  if (input.GlobalTableSourceArn) throw notSupported('GlobalTableSourceArn');
}

/** Puts a new table in place. Throws AWS's ResourceInUseException when there is one of its name. */
function makeTable(place: Place, input: CreateTableInput): Table {
  const { globe, scope } = place;
  const name = input.TableName as string;
  if (globe.store.collection(tablesTable, scope).has(name)) throw tableInUse(name);
  const now = globe.clock.now();
  const row = newTableRow(scope, input, globe.random.uuid(), now);
  const policy = input.ResourcePolicy === undefined ? undefined : newPolicy(input.ResourcePolicy, now);
  const viewType = requestedViewType(input.StreamSpecification);
  const withPolicy = policy ? { ...row, resourcePolicy: policy } : row;
  return saveTable(tableOf(globe, scope, row), viewType ? startStream(globe, scope, withPolicy, viewType) : withPolicy);
}

function newTableRow(scope: Scope, input: CreateTableInput, id: string, now: number): TableRow {
  const name = input.TableName as string;
  const billingMode = input.BillingMode ?? 'PROVISIONED';
  return {
    id,
    name,
    arn: formatArn('dynamodb', scope, `table/${name}`),
    createdAt: now,
    attributeDefinitions: input.AttributeDefinitions ?? [],
    keySchema: input.KeySchema ?? [],
    localIndexes: (input.LocalSecondaryIndexes ?? []).map(indexDefinition),
    globalIndexes: (input.GlobalSecondaryIndexes ?? []).map(indexDefinition),
    billingMode,
    ...(billingMode === 'PAY_PER_REQUEST' && { onDemandAt: now }),
    ...(input.ProvisionedThroughput && { throughput: input.ProvisionedThroughput }),
    ...(input.OnDemandThroughput && { maxRequestUnits: input.OnDemandThroughput }),
    ...encryptionOf(scope, input.SSESpecification),
    ...(input.TableClass && { tableClass: input.TableClass }),
    deletionProtected: input.DeletionProtectionEnabled === true,
    tags: checkedTags(input.Tags),
  };
}
