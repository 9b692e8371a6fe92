import type { Database, Partition, Table } from '@aws-sdk/client-glue';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { databaseNotFound, tableNotFound } from './errors.ts';
import {
  type DatabaseRow,
  databases,
  type PartitionRow,
  partitions,
  type TableRow,
  tables,
  tableVersions,
} from './tables.ts';

/** What names a catalog: an account, by default the caller's. */
export interface CatalogInput {
  readonly CatalogId?: string | undefined;
}

export const catalogScope = ({ scope }: Pick<Call, 'scope'>, { CatalogId }: CatalogInput): Scope => ({
  account: CatalogId ?? scope.account,
  region: scope.region,
});

/** AWS keeps names in lower case, as Hive does. */
export const nameOf = (name = ''): string => name.toLowerCase();

export const databasesOf = (call: Call, input: CatalogInput): Collection<DatabaseRow> =>
  call.globe.store.collection(databases, catalogScope(call, input));

/** Throws EntityNotFoundException. */
export function getDatabaseRow(call: Call, input: CatalogInput, name: string | undefined): DatabaseRow {
  const row = databasesOf(call, input).get(nameOf(name));
  if (!row) throw databaseNotFound(nameOf(name));
  return row;
}

export interface TableAddress extends CatalogInput {
  readonly DatabaseName?: string | undefined;
}

export const tablesOf = (call: Call, input: TableAddress): Collection<TableRow> =>
  call.globe.store.collection(tables, catalogScope(call, input), nameOf(input.DatabaseName));

/** Throws EntityNotFoundException, for the database first. */
export function getTableRow(call: Call, input: TableAddress, name: string | undefined): TableRow {
  getDatabaseRow(call, input, input.DatabaseName);
  const row = tablesOf(call, input).get(nameOf(name));
  if (!row) throw tableNotFound(nameOf(name));
  return row;
}

const belowTable = ({ DatabaseName }: TableAddress, table: string): string =>
  `${nameOf(DatabaseName)}.${nameOf(table)}`;

export const versionsOf = (call: Call, input: TableAddress, table = ''): Collection<TableRow> =>
  call.globe.store.collection(tableVersions, catalogScope(call, input), belowTable(input, table));

export const partitionsOf = (call: Call, input: TableAddress, table = ''): Collection<PartitionRow> =>
  call.globe.store.collection(partitions, catalogScope(call, input), belowTable(input, table));

/** Forgets a table in a step, with its versions and partitions. */
export function dropTable(call: Call, input: TableAddress, name: string): void {
  versionsOf(call, input, name).clear();
  partitionsOf(call, input, name).clear();
  tablesOf(call, input).delete(nameOf(name));
}

export const describeDatabase = ({ createdAt, input, name }: DatabaseRow, CatalogId: string): Database => ({
  ...input,
  Name: name,
  CreateTime: new Date(createdAt),
  CatalogId,
});

export const describeTable = (row: TableRow, CatalogId: string): Table =>
  ({
    ...row.input,
    Name: row.name,
    DatabaseName: row.databaseName,
    CreateTime: new Date(row.createdAt),
    UpdateTime: new Date(row.updatedAt),
    Retention: row.input.Retention ?? 0,
    CreatedBy: row.createdBy,
    IsRegisteredWithLakeFormation: false,
    CatalogId,
    VersionId: row.versionId,
  }) as Table;

export const describePartition = (
  row: PartitionRow,
  input: TableAddress,
  table: string,
  CatalogId: string,
): Partition => ({
  ...row.input,
  Values: [...row.values],
  DatabaseName: nameOf(input.DatabaseName),
  TableName: nameOf(table),
  CreationTime: new Date(row.createdAt),
  CatalogId,
});

/** One page of rows; the token is where the next one begins. */
export function page<Row>(rows: readonly Row[], token: string | undefined, size: number) {
  const start = Number(token ?? 0);
  const next = start + size;
  return { rows: rows.slice(start, next), NextToken: next < rows.length ? String(next) : undefined };
}
