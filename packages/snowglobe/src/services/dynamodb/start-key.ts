import { AwsError } from '../../contract/aws-error.ts';
import { type Item, typeOf, type Value } from './attribute-value.ts';
import { keyMismatch, validation } from './errors.ts';
import { compareValues } from './expressions/compare.ts';
import type { KeyCondition } from './expressions/key-condition.ts';
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

/** Matches a start key with the schema that is read. Throws AWS's ValidationException. */
export function locatedStartKey(table: Table, index: IndexShape | undefined, key: Item, mismatch = ''): StartKey {
  const tableKey = table.shape.key;
  const names = new Set([...keyNames(tableKey), ...(index ? keyNames(index.key) : [])]);
  if (Object.keys(key).length !== names.size || [...names].some((name) => !Object.hasOwn(key, name))) {
    throw invalid(mismatch);
  }
  const own = keyValues(tableKey, key);
  const itemKey = encodedKey(own.hash, own.range);
  if (!index) return { key: itemKey, ...own };
  const read = keyValues(index.key, key);
  return { key: encodedKey(read.hash, read.range, itemKey), ...read };
}

function keyValues(shape: KeyShape, key: Item): { hash: Value; range: Value | undefined } {
  const value = (part: KeyPart): Value => {
    const given = key[part.name] as Value;
    if (typeOf(given) !== part.type) throw keyMismatch();
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
      return value.S?.startsWith(bound.S ?? '') ?? true;
    default:
      return true;
  }
}
