import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { batchCreatePartition } from './operations/batch-create-partition.ts';
import { createDatabase } from './operations/create-database.ts';
import { createPartition } from './operations/create-partition.ts';
import { createTable } from './operations/create-table.ts';
import { deleteDatabase } from './operations/delete-database.ts';
import { deletePartition } from './operations/delete-partition.ts';
import { deleteTable } from './operations/delete-table.ts';
import { getDatabase } from './operations/get-database.ts';
import { getDatabases } from './operations/get-databases.ts';
import { getPartition } from './operations/get-partition.ts';
import { getPartitions } from './operations/get-partitions.ts';
import { getTable } from './operations/get-table.ts';
import { getTableVersion } from './operations/get-table-version.ts';
import { getTableVersions } from './operations/get-table-versions.ts';
import { getTables } from './operations/get-tables.ts';
import { updateDatabase } from './operations/update-database.ts';
import { updatePartition } from './operations/update-partition.ts';
import { updateTable } from './operations/update-table.ts';
import { databaseType } from './resource-types/database.ts';
import { tableType } from './resource-types/table.ts';
import { tableDefinitions } from './tables.ts';

/** The Glue Data Catalog. */
export const glue: Service = {
  id: 'glue',
  tables: tableDefinitions,
  operations: {
    BatchCreatePartition: batchCreatePartition,
    CreateDatabase: createDatabase,
    CreatePartition: createPartition,
    CreateTable: createTable,
    DeleteDatabase: deleteDatabase,
    DeletePartition: deletePartition,
    DeleteTable: deleteTable,
    GetDatabase: getDatabase,
    GetDatabases: getDatabases,
    GetPartition: getPartition,
    GetPartitions: getPartitions,
    GetTableVersion: getTableVersion,
    GetTableVersions: getTableVersions,
    GetTable: getTable,
    GetTables: getTables,
    UpdateDatabase: updateDatabase,
    UpdatePartition: updatePartition,
    UpdateTable: updateTable,
  },
  access,
  resourceTypes: [databaseType, tableType],
};
