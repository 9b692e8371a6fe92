import { VelocityRenderError } from './errors.ts';
import { deepestNesting } from './limits.ts';
import type { Run } from './run.ts';
import { textOf } from './value-text.ts';
import { MapEntry, type Value } from './values.ts';

/** Java's `hashCode` of strings, whole numbers, booleans, lists and maps; of all else, that of its text. */
export function hashOf(value: Value, run: Run, depth = 0): number {
  if (depth > deepestNesting) throw new VelocityRenderError('A value is nested too deeply');
  run.spend();
  const inner = (item: Value) => hashOf(item, run, depth + 1);
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (typeof value === 'number' && Number.isInteger(value))
    return value === (value | 0) ? value : longHash(BigInt(value));
  if (typeof value === 'bigint') return longHash(value);
  if (Array.isArray(value)) return value.reduce<number>((hash, item) => (Math.imul(hash, 31) + inner(item)) | 0, 1);
  if (value instanceof Map) return [...value].reduce((hash, [key, held]) => (hash + (inner(key) ^ inner(held))) | 0, 0);
  if (value instanceof MapEntry) return inner(value.key) ^ inner(value.value);
  return textHash(textOf(value, run) ?? '');
}

function textHash(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

function longHash(value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}
