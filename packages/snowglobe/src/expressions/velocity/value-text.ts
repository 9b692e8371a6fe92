import { Double } from '../numbers/double.ts';
import { doubleText } from '../numbers/double-text.ts';
import { VelocityRenderError } from './errors.ts';
import { jsonTextOf } from './json-text.ts';
import { deepestNesting } from './limits.ts';
import type { Run } from './run.ts';
import { DefinedBlock, HostObject, JsonList, MapEntry, type Value } from './values.ts';

/** What `toString()` gives in Java; null where there is nothing to print. */
export function textOf(value: Value, run: Run): string | null {
  if (typeof value === 'string') return value;
  if (value === null) return null;
  if (value instanceof HostObject) return value.text?.() ?? null;
  return run.spendText(written(value, run, 0));
}

function written(value: Value, run: Run, depth: number): string {
  if (depth > deepestNesting) throw new VelocityRenderError('A value is nested too deeply to be printed');
  run.spend();
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : doubleText(value);
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof JsonList) return jsonTextOf(value, run);
  if (Array.isArray(value)) {
    return joined(value, run, (item) => (item === value ? '(this Collection)' : written(item, run, depth + 1)), '[]');
  }
  if (value instanceof Map) {
    const shown = (item: Value) => (item === value ? '(this Map)' : written(item, run, depth + 1));
    return joined([...value], run, ([key, held]) => `${shown(key)}=${shown(held)}`, '{}');
  }
  if (value instanceof MapEntry) return `${written(value.key, run, depth + 1)}=${written(value.value, run, depth + 1)}`;
  if (value instanceof DefinedBlock) return value.textIn(run);
  if (value instanceof HostObject) return value.text?.() ?? '';
  return String(value);
}

function joined<T>(items: readonly T[], run: Run, text: (item: T) => string, [open, close]: string | string[]): string {
  let result = '';
  for (const item of items) {
    result += (result && ', ') + text(item);
    run.spendText(result.length > run.limits.textLength ? result : '');
  }
  return `${open}${result}${close}`;
}
