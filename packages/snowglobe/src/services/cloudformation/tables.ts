import type { TableDefinition } from '../../contract/table.ts';
import { assetsTable, changeSetsTable, eventsTable, resourcesTable, stacksTable } from '../../stacks/state/tables.ts';

/** The stack engine owns and writes these rows; the service shows them. */
// biome-ignore lint/suspicious/noExplicitAny: a list of tables holds every row type
export const tables: readonly TableDefinition<any>[] = [
  stacksTable,
  resourcesTable,
  eventsTable,
  changeSetsTable,
  assetsTable,
];
