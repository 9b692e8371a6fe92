import type { DeleteTableInput, DeleteTableOutput } from '@aws-sdk/client-dynamodb';
import type { Operation } from '../../../contract/operation.ts';
import { validation } from '../errors.ts';
import { deleteTableData } from '../replica.ts';
import { openNamedTable } from '../table.ts';
import { describedTable } from '../table-description.ts';

export const deleteTable: Operation<DeleteTableInput, DeleteTableOutput> = (input, call) => {
  const table = openNamedTable(call, input.TableName as string);
  if (table.row.deletionProtected) {
    throw validation(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const { TableArn, TableName, TableId, ProvisionedThroughput, BillingModeSummary } = describedTable(table, 'DELETING');
  deleteTableData(table);
  return {
    TableDescription: {
      TableName,
      TableStatus: 'DELETING',
      ProvisionedThroughput,
      TableSizeBytes: 0,
      ItemCount: 0,
      TableArn,
      TableId,
      ...(BillingModeSummary && { BillingModeSummary }),
      DeletionProtectionEnabled: false,
    },
  };
};
