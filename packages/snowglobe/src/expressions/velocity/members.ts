import { isDouble, isNumber } from '../numbers/double.ts';
import { VelocityRenderError } from './errors.ts';
import { listMethods } from './methods/list-methods.ts';
import { entryMethods, mapMethods } from './methods/map-methods.ts';
import { booleanMethods, doubleMethods, integerMethods } from './methods/number-methods.ts';
import { callOverload } from './methods/overload.ts';
import { stringMethods } from './methods/string-methods.ts';
import type { Run } from './run.ts';
import { DefinedBlock, HostObject, MapEntry, type Value } from './values.ts';

/** `$self.name(...)`; null where there is no such method. */
export function callMethod(self: Value, name: string, args: readonly Value[], run: Run): Value {
  run.spend();
  return methodResult(self, name, args, run) ?? null;
}

function methodResult(self: Value, name: string, args: readonly Value[], run: Run): Value | undefined {
  if (typeof self === 'string') return callOverload(stringMethods, name, self, args, run);
  if (typeof self === 'boolean') return callOverload(booleanMethods, name, self, args, run);
  if (Array.isArray(self)) return callOverload(listMethods, name, self, args, run);
  if (self instanceof Map) return callOverload(mapMethods, name, self, args, run);
  if (self instanceof MapEntry) return callOverload(entryMethods, name, self, args, run);
  if (self instanceof HostObject) return self.methods.get(name)?.(args, run);
  if (self instanceof DefinedBlock) return name === 'toString' && args.length === 0 ? self.textIn(run) : undefined;
  if (!isNumber(self)) return undefined;
  return callOverload(isDouble(self) ? doubleMethods : integerMethods, name, self, args, run);
}

/** `$self.name`: an entry of a map, or the getter of a bean: `getName()`, `isName()`. */
export function propertyOf(self: Value, name: string, run: Run): Value {
  run.spend();
  if (self instanceof Map) return self.get(name) ?? null;
  if (self instanceof HostObject && self.properties.has(name)) return self.properties.get(name)?.() ?? null;
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return methodResult(self, `get${capital}`, [], run) ?? methodResult(self, `is${capital}`, [], run) ?? null;
}

/** `$self[index]`: what `get(index)` gives; lists count from their end below 0. */
export function elementOf(self: Value, index: Value, run: Run): Value {
  run.spend();
  if (self instanceof HostObject) return typeof index === 'string' ? propertyOf(self, index, run) : null;
  return methodResult(self, 'get', [placeIn(self, index)], run) ?? null;
}

function placeIn(self: Value, index: Value): Value {
  return Array.isArray(self) && typeof index === 'number' && index < 0 ? self.length + index : index;
}

/** `#set($self.name = ...)` and `#set($self[index] = ...)`. */
export function setMember(self: Value, key: Value, value: Value, run: Run): void {
  run.spendElements(1);
  if (self instanceof Map) self.set(key, value);
  else if (Array.isArray(self) && typeof key === 'number') {
    const place = placeIn(self, key) as number;
    if (place < 0 || place >= self.length) throw new VelocityRenderError(`Index: ${place}, Size: ${self.length}`);
    self[place] = value;
  } else if (self instanceof MapEntry && key === 'value') self.map.set(self.key, value);
}
