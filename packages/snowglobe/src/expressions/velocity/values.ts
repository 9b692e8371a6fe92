import { Double } from '../numbers/double.ts';
import { VelocityRenderError } from './errors.ts';
import { deepestNesting } from './limits.ts';
import type { Run } from './run.ts';

/** What `entrySet()` gives; writes through to its map. */
export class MapEntry {
  readonly map: Map<Value, Value>;
  readonly key: Value;

  constructor(map: Map<Value, Value>, key: Value) {
    this.map = map;
    this.key = key;
  }

  get value(): Value {
    return this.map.get(this.key) ?? null;
  }
}

/** A list of a JSON document as API Gateway reads it: it prints as JSON, where other lists print `[a, b]`. */
export class JsonList extends Array<Value> {}

/** The block of a `#define`: rendered whenever it is read. */
export class DefinedBlock {
  readonly textIn: (run: Run) => string;

  constructor(textIn: (run: Run) => string) {
    this.textIn = textIn;
  }
}

/** Called by a template. Throws what the rendering shall end with. */
export type HostMethod = (args: readonly Value[], run: Run) => Value | undefined;

export interface HostMembers {
  readonly methods?: Readonly<Record<string, HostMethod>>;
  readonly properties?: Readonly<Record<string, () => Value | undefined>>;
  /** What it prints; default: nothing is known of it, so it is printed as missing. */
  readonly text?: () => string;
}

/** An object of the host, such as `$util`: a template reaches what is named here and nothing else. */
export class HostObject {
  readonly methods: ReadonlyMap<string, HostMethod>;
  readonly properties: ReadonlyMap<string, () => Value | undefined>;
  readonly text: (() => string) | undefined;

  constructor({ methods = {}, properties = {}, text }: HostMembers) {
    this.methods = new Map(Object.entries(methods));
    this.properties = new Map(Object.entries(properties));
    this.text = text;
  }
}

/** A value of a template. `undefined` does not occur: what is missing is null. */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Double
  | Value[]
  | Map<Value, Value>
  | MapEntry
  | DefinedBlock
  | HostObject;

const ready = [JsonList, Map, Double, MapEntry, DefinedBlock, HostObject];

/**
 * JSON as values: plain objects become maps, in their order, arrays lists; both are copies, so that a template changes nothing
 * of the caller's. Values stay as they are. Whatever else is met (functions, instances of classes) is missing.
 */
export function toValue(given: unknown, depth = 0): Value {
  if (depth > deepestNesting) throw new VelocityRenderError('Values are nested too deeply');
  if (typeof given === 'string' || typeof given === 'boolean') return given;
  if (typeof given === 'number' || typeof given === 'bigint') return given;
  if (typeof given !== 'object' || given === null) return null;
  if (ready.some((type) => given instanceof type)) return given as Value;
  if (Array.isArray(given)) return given.map((item) => toValue(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(given);
  if (prototype !== Object.prototype && prototype !== null) return null;
  return new Map(Object.entries(given).map(([key, value]) => [key, toValue(value, depth + 1)]));
}
