import { typeOf, type Value } from './attribute-value.ts';
import { invalidParameter, validation } from './errors.ts';
import type { KeyCondition } from './expressions/key-condition.ts';
import { type KeyBounds, partitionBounds, partitionPrefix, rangeBounds } from './key-encoding.ts';
import type { LegacyKeyCondition } from './legacy/filters.ts';
import type { KeyPart, KeyShape } from './table-shape.ts';

export interface QueryRange {
  readonly bounds: KeyBounds;
  readonly hash: KeyCondition;
  readonly range: KeyCondition | undefined;
}

/** The stretch of stored keys that key conditions cover. Throws AWS's ValidationException when they do not fit the schema. */
export function queryRange(key: KeyShape, conditions: readonly LegacyKeyCondition[]): QueryRange {
  if (conditions.length > (key.range ? 2 : 1)) throw validation('Query key condition not supported');
  const hashCondition = conditions.find(({ name }) => name === key.hash.name);
  if (!hashCondition) throw missed(key.hash);
  const rangeCondition = conditions.find((condition) => condition !== hashCondition);
  if (rangeCondition && key.range && rangeCondition.name !== key.range.name) throw missed(key.range);
  const hash = fitting(hashCondition, key.hash);
  const range = rangeCondition && key.range && fitting(rangeCondition, key.range);
  if (hash.operator !== '=') throw validation('Query key condition not supported');
  const prefix = partitionPrefix(hash.value);
  const bounds = range ? rangeBounds(prefix, range.operator, range.value, range.upper) : partitionBounds(prefix);
  return { bounds, hash, range };
}

const missed = (part: KeyPart) => validation(`Query condition missed key schema element: ${part.name}`);

function fitting(condition: LegacyKeyCondition, part: KeyPart): KeyCondition {
  const { operator, value, upper } = condition;
  if (!operator || !value) throw validation('Attempted conditional constraint is not an indexable operation');
  for (const each of upper ? [value, upper] : [value]) {
    if (typeOf(each) !== part.type) {
      throw invalidParameter('Condition parameter type does not match schema type');
    }
    requireContent(each, part);
  }
  return { name: condition.name, operator, value, ...(upper && { upper }) };
}

function requireContent(value: Value, part: KeyPart): void {
  const kind = value.S === '' ? 'string' : value.B?.length === 0 ? 'binary' : undefined;
  if (!kind) return;
  throw validation(
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an ' +
      `empty ${kind} value. Key: ${part.name}`,
  );
}
