import { Double } from '../numbers/double.ts';
import { doubleText } from '../numbers/double-text.ts';
import { VelocityRenderError } from './errors.ts';
import { deepestNesting } from './limits.ts';
import type { Run } from './run.ts';
import { MapEntry, type Value } from './values.ts';

/** The JSON text of a value; what JSON has no word for is null. */
export function jsonTextOf(value: Value, run: Run): string {
  return run.spendText(written(value, run, 0));
}

function written(value: Value, run: Run, depth: number): string {
  if (depth > deepestNesting) throw new VelocityRenderError('A value is nested too deeply to be written as JSON');
  run.spend();
  if (typeof value === 'string') return JSON.stringify(run.spendText(value));
  if (typeof value === 'number' || value instanceof Double) return numberText(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return joined(value, run, (item) => written(item, run, depth + 1), '[]');
  const entries =
    value instanceof MapEntry ? [[value.key, value.value] as const] : value instanceof Map ? value : undefined;
  if (!entries) return 'null';
  return joined(
    [...entries],
    run,
    ([key, held]) => `${JSON.stringify(keyText(key))}:${written(held, run, depth + 1)}`,
    '{}',
  );
}

function numberText(value: number | Double): string {
  const real = value instanceof Double ? value.value : value;
  if (!Number.isFinite(real)) return 'null';
  return value instanceof Double || !Number.isInteger(value) ? doubleText(real) : String(value);
}

function keyText(key: Value): string {
  if (key instanceof Double) return doubleText(key.value);
  return typeof key === 'object' ? 'null' : String(key);
}

function joined<T>(items: readonly T[], run: Run, text: (item: T) => string, ends: string): string {
  let result = '';
  for (const item of items) {
    result += (result && ',') + text(item);
    run.spendText(result.length > run.limits.textLength ? result : '');
  }
  return `${ends.charAt(0)}${result}${ends.charAt(1)}`;
}
