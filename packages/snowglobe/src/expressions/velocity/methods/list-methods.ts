import { indexIn, javaEquals } from '../equality.ts';
import { VelocityRenderError } from '../errors.ts';
import { hashOf } from '../hash.ts';
import type { Run } from '../run.ts';
import { textOf } from '../value-text.ts';
import type { Value } from '../values.ts';
import { getter, type Methods, method } from './overload.ts';

type List = Value[];

/** java.lang.IndexOutOfBoundsException */
function checked(list: List, index: number, end: number = list.length - 1): number {
  if (index < 0 || index > end) throw new VelocityRenderError(`Index: ${index}, Size: ${list.length}`);
  return index;
}

function put(list: List, at: number, items: List, run: Run): boolean {
  run.spendElements(list.length + items.length);
  list.splice(checked(list, at, list.length), 0, ...items);
  return items.length > 0;
}

/** Keeps what is wanted; whether that was less than all. */
function keepOnly(list: List, wanted: (item: Value) => boolean): boolean {
  const kept = list.filter(wanted);
  const changed = kept.length < list.length;
  list.length = 0;
  for (const item of kept) list.push(item);
  return changed;
}

function removeValue(list: List, wanted: Value, run: Run): boolean {
  const at = indexIn(list, wanted, run);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

function lastIndexOf(list: List, wanted: Value, run: Run): number {
  return list.findLastIndex((item) => javaEquals(item, wanted, run));
}

function subList(list: List, from: number, to: number, run: Run): List {
  checked(list, from, to);
  checked(list, to, list.length);
  run.spendElements(to - from);
  return list.slice(from, to);
}

/** java.util.List, and the sets of a map's keys and entries: these are copies here. */
export const listMethods: Methods<List> = {
  add: [
    { takes: ['any'], run: (self, [item], run) => put(self, self.length, [item], run) },
    { takes: ['int', 'any'], run: (self, [at, item], run) => (put(self, at, [item], run), null) },
  ],
  addAll: [
    { takes: ['list'], run: (self, [items], run) => put(self, self.length, [...items], run) },
    { takes: ['int', 'list'], run: (self, [at, items], run) => put(self, at, [...items], run) },
  ],
  clear: getter((self) => {
    self.length = 0;
    return null;
  }),
  contains: method(['any'], (self, [item], run) => indexIn(self, item, run) >= 0),
  containsAll: method(['list'], (self, [items], run) => (items as List).every((item) => indexIn(self, item, run) >= 0)),
  equals: method(['any'], (self, [other], run) => javaEquals(self, other, run)),
  get: method(['int'], (self, [index]) => self[checked(self, index)] ?? null),
  hashCode: getter((self, run) => hashOf(self, run)),
  indexOf: method(['any'], (self, [item], run) => indexIn(self, item, run)),
  isEmpty: getter((self) => self.length === 0),
  iterator: getter((self) => self),
  lastIndexOf: method(['any'], (self, [item], run) => lastIndexOf(self, item, run)),
  remove: [
    { takes: ['int'], run: (self, [index]) => self.splice(checked(self, index), 1)[0] ?? null },
    { takes: ['any'], run: (self, [item], run) => removeValue(self, item, run) },
  ],
  removeAll: method(['list'], (self, [items], run) => keepOnly(self, (item) => indexIn(items, item, run) < 0)),
  retainAll: method(['list'], (self, [items], run) => keepOnly(self, (item) => indexIn(items, item, run) >= 0)),
  set: method(['int', 'any'], (self, [index, item]) => {
    const before = self[checked(self, index)] ?? null;
    self[index] = item;
    return before;
  }),
  size: getter((self) => self.length),
  subList: method(['int', 'int'], (self, [from, to], run) => subList(self, from, to, run)),
  toArray: getter((self, run) => subList(self, 0, self.length, run)),
  toString: getter((self: List, run) => textOf(self, run)),
};
