import { type Item, typeOf, type Value } from './attribute-value.ts';
import {
  emptyIndexKey,
  emptyKey,
  emptyRequestKey,
  hashKeyTooLarge,
  indexKeyTypeMismatch,
  keyMismatch,
  keyTypeMismatch,
  missingKey,
  rangeKeyTooLarge,
} from './errors.ts';
import { own } from './expressions/path.ts';
import { valueBytes } from './item-size.ts';
import { encodedKey } from './key-encoding.ts';
import { limits } from './limits.ts';
import type { KeyPart, KeyShape, TableShape } from './table-shape.ts';
import { checkedItem } from './value-check.ts';

/** The stored key of a whole item. Throws AWS's errors for a missing, mistyped, empty or oversized key. */
export function keyOfItem(key: KeyShape, item: Item): string {
  const hash = keyAttribute(key.hash, item);
  const range = key.range && keyAttribute(key.range, item);
  return encodedChecked(hash, range);
}

function keyAttribute(part: KeyPart, item: Item): Value {
  const value = own(item, part.name);
  if (!value) throw missingKey(part.name);
  if ((value as unknown as Record<string, unknown>)[part.type] === undefined) {
    throw keyTypeMismatch(part.name, part.type, typeOf(value));
  }
  requireContent(part.name, value);
  return value;
}

/** The stored key that a request's Key names. Throws AWS's errors for one that does not match the schema. */
export function keyOfRequest(shape: KeyShape, key: Item): string {
  const { hash, range } = requestKey(shape, key);
  return encodedChecked(hash, range);
}

/** The same as values, with canonical numbers. */
function requestKey(shape: KeyShape, given: Item): { readonly hash: Value; readonly range: Value | undefined } {
  const key = checkedItem(given);
  if (Object.keys(key).length !== (shape.range ? 2 : 1)) throw keyMismatch();
  const hash = matching(shape.hash, key);
  const range = shape.range && matching(shape.range, key);
  requireRequestContent(shape.hash.name, hash);
  if (shape.range && range) requireRequestContent(shape.range.name, range);
  return { hash, range };
}

function matching(part: KeyPart, key: Item): Value {
  const value = own(key, part.name);
  if (!value || typeOf(value) !== part.type) throw keyMismatch();
  return value;
}

function encodedChecked(hash: Value, range: Value | undefined): string {
  if (isLonger(hash, limits.hashKeyBytes)) throw hashKeyTooLarge();
  if (range && isLonger(range, limits.rangeKeyBytes)) throw rangeKeyTooLarge();
  return encodedKey(hash, range);
}

/** A character is at most 3 bytes, so most keys need no counting. */
function isLonger(value: Value, bytes: number): boolean {
  const length = value.S?.length ?? value.B?.length ?? 0;
  return length * 3 > bytes && valueBytes(value) > bytes;
}

/** The same fault has other words in the key of a request. */
function requireRequestContent(name: string, value: Value): void {
  if (value.S === '') throw emptyRequestKey(name, 'string');
  if (value.B?.length === 0) throw emptyRequestKey(name, 'binary');
}

function requireContent(name: string, value: Value): void {
  if (value.S === '') throw emptyKey(name, 'string');
  if (value.B?.length === 0) throw emptyKey(name, 'binary');
}

/** Attributes that are keys of indexes must have the index's type, be non-empty and short. Throws AWS's ValidationException. */
export function checkIndexKeys(shape: TableShape, item: Item): void {
  for (const index of shape.indexes) {
    checkIndexKey(index.name, index.key.hash, limits.hashKeyBytes, item);
    if (index.key.range) checkIndexKey(index.name, index.key.range, limits.rangeKeyBytes, item);
  }
}

function checkIndexKey(index: string, part: KeyPart, maxBytes: number, item: Item): void {
  const value = own(item, part.name);
  if (!value) return;
  const type = typeOf(value);
  if (type !== part.type) throw indexKeyTypeMismatch(part.name, part.type, type, index);
  if (value.S === '') throw emptyIndexKey(index, part.name, 'string');
  if (value.B?.length === 0) throw emptyIndexKey(index, part.name, 'binary');
  if (isLonger(value, maxBytes)) throw maxBytes === limits.hashKeyBytes ? hashKeyTooLarge() : rangeKeyTooLarge();
}
