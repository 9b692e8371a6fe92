import type { DatabaseInput, PartitionInput, TableInput } from '@aws-sdk/client-glue';
import type { TableDefinition } from '../../contract/table.ts';

export interface DatabaseRow {
  readonly name: string;
  readonly input: DatabaseInput;
  readonly createdAt: number;
}

export const databases: TableDefinition<DatabaseRow> = { name: 'glue/databases', key: (row) => row.name };

export interface TableRow {
  readonly name: string;
  readonly databaseName: string;
  readonly input: TableInput;
  /** A decimal number, counted up by every change. */
  readonly versionId: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Partition: the database's name. */
export const tables: TableDefinition<TableRow> = { name: 'glue/tables', key: (row) => row.name };

/** Partition: `database.table`. Every version, the current one too, by its padded number. */
export const tableVersions: TableDefinition<TableRow> = {
  name: 'glue/table-versions',
  key: (row) => row.versionId.padStart(12, '0'),
};

export interface PartitionRow {
  readonly values: readonly string[];
  readonly input: PartitionInput;
  readonly createdAt: number;
}

export const partitionKey = (values: readonly string[]): string => JSON.stringify(values);

/** Partition: `database.table`. */
export const partitions: TableDefinition<PartitionRow> = {
  name: 'glue/partitions',
  key: (row) => partitionKey(row.values),
};

export const tableDefinitions = [databases, tables, tableVersions, partitions];
