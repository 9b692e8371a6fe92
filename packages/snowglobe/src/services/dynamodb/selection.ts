import type { Select } from '@aws-sdk/client-dynamodb';
import { invalidParameter, nestedKey, validation } from './errors.ts';
import { conditionPaths } from './expressions/condition.ts';
import type { Path } from './expressions/path.ts';
import type { Projection } from './expressions/projection.ts';
import type { Test } from './legacy/comparisons.ts';
import type { Table } from './table.ts';
import { type IndexShape, keyNames } from './table-shape.ts';

interface SelectionInput {
  readonly Select?: Select | undefined;
  readonly IndexName?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly ProjectionExpression?: string | undefined;
}

/** Select and the projection must agree. Throws AWS's ValidationException. */
export function checkSelection({
  Select: select,
  IndexName,
  AttributesToGet,
  ProjectionExpression,
}: SelectionInput): void {
  const given =
    ProjectionExpression !== undefined ? 'ProjectionExpression' : AttributesToGet ? 'AttributesToGet' : undefined;
  if (select === 'SPECIFIC_ATTRIBUTES' && !given) {
    throw validation(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (select !== undefined && select !== 'SPECIFIC_ATTRIBUTES' && given) {
    throw validation(
      `Cannot specify the ${given} when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`,
    );
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName === undefined) {
    throw invalidParameter('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
}

/**
 * Whether reading a local index has to fetch whole items from the table too. Throws AWS's ValidationException when a global index
 * does not hold what is asked for.
 */
export function fetchesItems(
  index: IndexShape | undefined,
  select: Select | undefined,
  projection: Projection | undefined,
  filter: Test | undefined,
): boolean {
  if (!index?.projected) return false;
  const { projected } = index;
  const missing = (paths: readonly Path[]) =>
    [...new Set(paths.map(([name]) => name))].filter((name) => !projected.has(name));
  if (index.kind === 'local') {
    return (
      select === 'ALL_ATTRIBUTES' ||
      missing([...(projection?.paths ?? []), ...(filter ? conditionPaths(filter.condition) : [])]).length > 0
    );
  }
  if (select === 'ALL_ATTRIBUTES') {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  }
  const unknown = missing(projection?.paths ?? []);
  if (unknown.length > 0) {
    throw invalidParameter(`Global secondary index ${index.name} does not project [${unknown.join(', ')}]`);
  }
  return false;
}

/** Keys are scalars: no path leads into them. Throws AWS's ValidationException. */
export function requireScalarKeys(table: Table, paths: readonly Path[]): void {
  for (const path of paths) {
    if (path.length < 2) continue;
    if (keyNames(table.shape.key).includes(path[0])) throw nestedKey('Key', path[0]);
    if (table.shape.indexes.some((index) => keyNames(index.key).includes(path[0])))
      throw nestedKey('IndexKey', path[0]);
  }
}

/** A query's filter may not name the key that the query is on. Throws AWS's ValidationException. */
export function requireNoKeyInFilter(
  index: IndexShape | undefined,
  table: Table,
  filter: Test | undefined,
  label: 'Filter Expression' | 'QueryFilter',
): void {
  const names = keyNames((index ?? table.shape).key);
  for (const [name] of filter ? conditionPaths(filter.condition) : []) {
    if (names.includes(name)) {
      throw validation(`${label} can only contain non-primary key attributes: Primary key attribute: ${name}`);
    }
  }
}
