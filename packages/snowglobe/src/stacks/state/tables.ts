import type { TableDefinition } from '../../contract/table.ts';
import type { AssetRow, ChangeSetRow, EventRow, ResourceRow, StackRow } from './rows.ts';

export const stacksTable: TableDefinition<StackRow> = {
  name: 'cloudformation/stacks',
  key: (row) => row.stackId,
  // A deleted stack is found by its id only: its name is free again.
  indexes: { byName: (row) => (row.status === 'DELETE_COMPLETE' ? undefined : row.name) },
};

/** Partitioned by stack id. */
export const resourcesTable: TableDefinition<ResourceRow> = {
  name: 'cloudformation/resources',
  key: (row) => row.logicalId,
};

/** Partitioned by stack id. */
export const eventsTable: TableDefinition<EventRow> = {
  name: 'cloudformation/events',
  key: (row) => row.sequence,
};

export const changeSetsTable: TableDefinition<ChangeSetRow> = {
  name: 'cloudformation/change-sets',
  key: (row) => row.changeSetId,
  indexes: { byStack: (row) => row.stackId },
};

/** Lives in the scope `everywhere`, as buckets do. */
export const assetsTable: TableDefinition<AssetRow> = {
  name: 'cloudformation/assets',
  key: (row) => row.destination,
};
