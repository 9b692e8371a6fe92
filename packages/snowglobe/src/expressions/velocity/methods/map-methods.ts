import { indexIn, javaEquals } from '../equality.ts';
import { hashOf } from '../hash.ts';
import type { Run } from '../run.ts';
import { textOf } from '../value-text.ts';
import { MapEntry, type Value } from '../values.ts';
import { getter, type Methods, method } from './overload.ts';

type JavaMap = Map<Value, Value>;

/** What was there before. */
function put(map: JavaMap, key: Value, value: Value, run: Run): Value {
  const before = map.get(key) ?? null;
  map.set(key, value);
  run.spendElements(1);
  return before;
}

function putAll(map: JavaMap, other: JavaMap, run: Run): null {
  for (const [key, value] of other) put(map, key, value, run);
  return null;
}

function remove(map: JavaMap, key: Value): Value {
  const before = map.get(key) ?? null;
  map.delete(key);
  return before;
}

function listed(items: Iterable<Value>, map: JavaMap, run: Run): Value[] {
  run.spendElements(map.size);
  return [...items];
}

/** java.util.Map in the order of its making. */
export const mapMethods: Methods<JavaMap> = {
  clear: getter((self) => {
    self.clear();
    return null;
  }),
  containsKey: method(['any'], (self, [key]) => self.has(key)),
  containsValue: method(['any'], (self, [value], run) => indexIn([...self.values()], value, run) >= 0),
  entrySet: getter((self, run) =>
    listed(
      [...self.keys()].map((key) => new MapEntry(self, key)),
      self,
      run,
    ),
  ),
  equals: method(['any'], (self, [other], run) => javaEquals(self, other, run)),
  get: method(['any'], (self, [key]) => self.get(key) ?? null),
  getOrDefault: method(['any', 'any'], (self, [key, other]) => (self.has(key) ? (self.get(key) ?? null) : other)),
  hashCode: getter((self, run) => hashOf(self, run)),
  isEmpty: getter((self) => self.size === 0),
  keySet: getter((self, run) => listed(self.keys(), self, run)),
  put: method(['any', 'any'], (self, [key, value], run) => put(self, key, value, run)),
  putAll: method(['map'], (self, [other], run) => putAll(self, new Map(other), run)),
  putIfAbsent: method(['any', 'any'], (self, [key, value], run) => self.get(key) ?? put(self, key, value, run)),
  remove: method(['any'], (self, [key]) => remove(self, key)),
  replace: method(['any', 'any'], (self, [key, value], run) => (self.has(key) ? put(self, key, value, run) : null)),
  size: getter((self) => self.size),
  toString: getter((self: JavaMap, run) => textOf(self, run)),
  values: getter((self, run) => listed(self.values(), self, run)),
};

export const entryMethods: Methods<MapEntry> = {
  equals: method(['any'], (self, [other], run) => javaEquals(self, other, run)),
  getKey: getter((self) => self.key),
  getValue: getter((self) => self.value),
  hashCode: getter((self, run) => hashOf(self, run)),
  setValue: method(['any'], (self, [value], run) => put(self.map, self.key, value, run)),
  toString: getter((self: MapEntry, run) => textOf(self, run)),
};
