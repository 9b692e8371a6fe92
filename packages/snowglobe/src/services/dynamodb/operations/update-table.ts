import type { UpdateTableInput, UpdateTableOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { invalidParameter, notSupported } from '../errors.ts';
import { syncReplicas } from '../replica.ts';
import { openNamedTable, requireTableName, saveTable, tableReference } from '../table.ts';
import { changeIndexes, changeReplicas, changeSettings, changeStream, changeThroughput } from '../table-changes.ts';
import { describedTable } from '../table-description.ts';
import { checkUnits } from '../table-rules.ts';

const parts = [
  'ProvisionedThroughput',
  'BillingMode',
  'StreamSpecification',
  'GlobalSecondaryIndexUpdates',
  'SSESpecification',
  'ReplicaUpdates',
  'TableClass',
  'DeletionProtectionEnabled',
  'OnDemandThroughput',
] as const;

const unsupported = [
  'MultiRegionConsistency',
  'GlobalTableWitnessUpdates',
  'GlobalTableSettingsReplicationMode',
  'WarmThroughput',
  'VectorIndexUpdates',
  'DisassociationProtectionEnabled',
] as const;

/** Differs from AWS: the change is complete at once, although the answer says UPDATING as AWS's does. */
export const updateTable: Operation<UpdateTableInput, UpdateTableOutput> = (input, call) => {
  const refused = unsupported.find((name) => input[name] !== undefined);
  if (refused) throw notSupported(refused);
  if (parts.every((name) => input[name] === undefined)) {
    throw invalidParameter(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  }
  requireTableName(tableReference(call.scope, input.TableName as string).name);
  if (input.ProvisionedThroughput) checkUnits(input.ProvisionedThroughput);
  let table = openNamedTable(call, input.TableName as string);
  table = saveTable(table, changeSettings(table, input));
  table = saveTable(table, changeThroughput(table, input));
  table = saveTable(table, changeStream(table, input.StreamSpecification));
  table = changeIndexes(table, input);
  syncReplicas(table);
  table = changeReplicas(table, input.ReplicaUpdates ?? []);
  return { TableDescription: describedTable(table, 'UPDATING') };
};
