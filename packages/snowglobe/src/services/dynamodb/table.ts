import { parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { namedTableNotFound, tableNotFound, unknownIndex, validation } from './errors.ts';
import { type IndexShape, shapeOf, type TableShape } from './table-shape.ts';
import { type ItemRow, itemsTable, type TableRow, tablesTable } from './tables.ts';

/** A table found, with everything that reading and writing its items needs. */
export interface Table {
  readonly globe: Globe;
  /** Where the table lives: not the caller's scope when it was named by ARN. */
  readonly scope: Scope;
  readonly row: TableRow;
  readonly shape: TableShape;
  readonly items: Collection<ItemRow>;
}

/** Where someone stands who names a table. */
export interface Place {
  readonly globe: Globe;
  readonly scope: Scope;
}

/** Finds a table by name or ARN. Throws AWS's ResourceNotFoundException. */
export function openTable(place: Place, nameOrArn: string): Table {
  const { scope, name } = tableReference(place.scope, nameOrArn);
  const row = place.globe.store.collection(tablesTable, scope).get(name);
  if (!row) {
    requireTableName(name);
    throw tableNotFound();
  }
  return tableOf(place.globe, scope, row);
}

/** The same for operations on the table itself, whose error names it. */
export function openNamedTable(place: Place, nameOrArn: string): Table {
  const { scope, name } = tableReference(place.scope, nameOrArn);
  const row = place.globe.store.collection(tablesTable, scope).get(name);
  if (!row) {
    requireTableName(name);
    throw namedTableNotFound(name);
  }
  return tableOf(place.globe, scope, row);
}

export function tableOf(globe: Globe, scope: Scope, row: TableRow): Table {
  return { globe, scope, row, shape: shapeOf(row), items: globe.store.collection(itemsTable, scope, row.id) };
}

/** Throws AWS's ValidationException for text that can be no table's name. */
export function requireTableName(name: string): void {
  if (name.length < 3 || name.length > 255) {
    throw validation('TableName must be at least 3 characters long and at most 255 characters long');
  }
  if (!/^[a-zA-Z0-9_.-]+$/.test(name)) {
    throw validation(
      `1 validation error detected: Value '${name}' at 'tableName' failed to satisfy constraint: ` +
        'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+',
    );
  }
}

/** The table whose items lie in a partition; undefined once it is deleted. */
export function tableById(globe: Globe, scope: Scope, id: string): Table | undefined {
  for (const row of globe.store.collection(tablesTable, scope).range()) {
    if (row.id === id) return tableOf(globe, scope, row);
  }
  return undefined;
}

/** Every operation that takes a table name takes its ARN too. */
export function tableReference(scope: Scope, nameOrArn: string): { readonly scope: Scope; readonly name: string } {
  if (!nameOrArn.startsWith('arn:')) return { scope, name: nameOrArn };
  const arn = parseArn(nameOrArn);
  const name = arn && tableNameOf(arn.resource);
  return arn && name ? { scope: { account: arn.account, region: arn.region }, name } : { scope, name: nameOrArn };
}

/** `NAME` of `table/NAME` and of what lies below it. */
export function tableNameOf(arnResource: string): string | undefined {
  const [kind, name] = arnResource.split('/');
  return kind === 'table' ? name : undefined;
}

/** Throws AWS's ValidationException when the table has no such index. */
export function indexOf(table: Table, name: string): IndexShape {
  const index = table.shape.indexes.find((candidate) => candidate.name === name);
  if (!index) throw unknownIndex(name);
  return index;
}

export function saveTable(table: Table, row: TableRow): Table {
  table.globe.store.collection(tablesTable, table.scope).put(row);
  return tableOf(table.globe, table.scope, row);
}
