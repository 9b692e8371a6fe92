import { AwsError } from '../../contract/aws-error.ts';
import { type Item, typeOf, type Value } from './attribute-value.ts';
import { keyMismatch, validation } from './errors.ts';
import { beginsWith, compareValues } from './expressions/compare.ts';
import type { KeyCondition } from './expressions/key-condition.ts';
import { own } from './expressions/path.ts';
import { encodedKey, type KeyBounds } from './key-encoding.ts';
import type { Table } from './table.ts';
import { type IndexShape, type KeyPart, type KeyShape, keyNames } from './table-shape.ts';
import { checkedItem } from './value-check.ts';

const invalid = (why = '') => validation(`The provided starting key is invalid${why}`);

/** Checks the values of an ExclusiveStartKey. Throws AWS's ValidationException. */
export function checkedStartKey(key: Item | undefined): Item | undefined {
  if (!key) return undefined;
  try {
    return checkedItem(key);
  } catch (error) {
    if (error instanceof AwsError && !isToldAsItIs(error.message)) throw invalid(`: ${error.message}`);
    throw error;
  }
}

/** Mistakes in numbers and duplicates in sets are told without the introduction. */
function isToldAsItIs(message: string): boolean {
  return /^(The parameter|Attempting|Number |Input collection)|duplicates|number set/.test(message);
}

export interface StartKey {
  /** Where the last page ended, as a stored key. */
  readonly key: string;
  readonly hash: Value;
  readonly range: Value | undefined;
}

/** The first look at a query's start key: enough attributes, and the partition key of what is read. Throws AWS's ValidationException. */
export function checkStartPartition(table: Table, index: IndexShape | undefined, key: Item): void {
  const { hash } = (index ?? table.shape).key;
  const value = own(key, hash.name);
  if (Object.keys(key).length !== startKeyNames(table, index).length || !value) throw invalid();
  if (typeOf(value) !== hash.type) throw keyMismatch();
}

/** A query's start key as a stored key, once its conditions are known to fit. Throws AWS's ValidationException. */
export function locatedStartKey(table: Table, index: IndexShape | undefined, key: Item): StartKey {
  const { range } = (index ?? table.shape).key;
  const value = range && own(key, range.name);
  if (range && !value) throw invalid();
  if (range && value && typeOf(value) !== range.type) throw keyMismatch();
  return locatedScanStart(table, index, key);
}

/** A scan's start key as a stored key. Throws AWS's ValidationException. */
export function locatedScanStart(table: Table, index: IndexShape | undefined, key: Item): StartKey {
  if (Object.keys(key).length !== startKeyNames(table, index).length) throw mismatched();
  const ofTable = keyValues(table.shape.key, key);
  const itemKey = encodedKey(ofTable.hash, ofTable.range);
  if (!index) return { key: itemKey, ...ofTable };
  const ofIndex = keyValues(index.key, key);
  return { key: encodedKey(ofIndex.hash, ofIndex.range, itemKey), ...ofIndex };
}

const mismatched = () => invalid(': The provided key element does not match the schema');

function startKeyNames(table: Table, index: IndexShape | undefined): string[] {
  return [...new Set([...keyNames(table.shape.key), ...(index ? keyNames(index.key) : [])])];
}

function keyValues(shape: KeyShape, key: Item): { hash: Value; range: Value | undefined } {
  const value = (part: KeyPart): Value => {
    const given = own(key, part.name);
    if (!given || typeOf(given) !== part.type) throw mismatched();
    return given;
  };
  return { hash: value(shape.hash), range: shape.range && value(shape.range) };
}

/** A page of a query must start within what the query covers. Throws AWS's ValidationException. */
export function requireWithin(
  start: StartKey,
  bounds: KeyBounds,
  hash: KeyCondition,
  range: KeyCondition | undefined,
): void {
  const isSamePartition = compareValues(start.hash, hash.value) === 0;
  if (!range) {
    if (isSamePartition) return;
    throw validation('The provided starting key is outside query boundaries based on provided conditions');
  }
  if (isSamePartition && start.key >= bounds.from && start.key < bounds.before) return;
  if (isSamePartition || !matches(start.range as Value, range)) {
    throw validation('The provided starting key does not match the range key predicate');
  }
  throw validation('The query can return at most one row and cannot be restarted');
}

function matches(value: Value, { operator, value: bound, upper }: KeyCondition): boolean {
  const order = compareValues(value, bound) ?? 0;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case 'BETWEEN':
      return order >= 0 && (compareValues(value, upper as Value) ?? 0) <= 0;
    case 'begins_with':
      return beginsWith(value, bound);
    case '=':
      return order === 0;
  }
}
