import type { Scalar } from './value-rules.ts';

/** Which member of which list a value lies in: list number to index. */
type Places = ReadonlyMap<number, number>;

/** One value of an event that is no object and no list. */
export interface Field {
  readonly value: Scalar;
  readonly places: Places;
}

/** An event's values by the path of their field names, joined by dots. */
export type EventFields = ReadonlyMap<string, readonly Field[]>;

/** Every path that leads to one of these, itself included. */
export function leadingPaths(paths: Iterable<string>): ReadonlySet<string> {
  const result = new Set<string>();
  for (const path of paths) {
    for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) result.add(path.slice(0, dot));
    result.add(path);
  }
  return result;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

interface Layout {
  readonly fields: Map<string, Field[]>;
  readonly lookedAt: ReadonlySet<string>;
  /** Lists seen so far. */
  lists: number;
}

const nowhere: Places = new Map();

/** Lays out the values of an event, as far as they lie on the paths that are looked at. */
export function fieldsOf(event: unknown, lookedAt: ReadonlySet<string>): EventFields {
  const layout: Layout = { fields: new Map(), lookedAt, lists: 0 };
  if (isObject(event)) addObject(layout, event, '', nowhere);
  return layout.fields;
}

function addValue(layout: Layout, value: unknown, path: string, places: Places): void {
  if (Array.isArray(value)) addList(layout, value, path, places);
  else if (isObject(value)) addObject(layout, value, `${path}.`, places);
  else addField(layout, value as Scalar, path, places);
}

function addField({ fields }: Layout, value: Scalar, path: string, places: Places): void {
  const known = fields.get(path);
  if (known) known.push({ value, places });
  else fields.set(path, [{ value, places }]);
}

function addList(layout: Layout, list: readonly unknown[], path: string, places: Places): void {
  const number = layout.lists++;
  for (const [index, member] of list.entries()) addValue(layout, member, path, new Map(places).set(number, index));
}

function addObject(layout: Layout, object: Readonly<Record<string, unknown>>, prefix: string, places: Places): void {
  for (const name of Object.keys(object)) {
    const path = prefix + name;
    if (layout.lookedAt.has(path)) addValue(layout, object[name], path, places);
  }
}

/** Both places, where they can be true of one thing; undefined when they are different members of one list. */
export function inSamePlace(a: Places, b: Places): Places | undefined {
  if (a.size === 0) return b;
  const both = new Map(a);
  for (const [list, index] of b) {
    const other = both.get(list);
    if (other !== undefined && other !== index) return undefined;
    both.set(list, index);
  }
  return both;
}
