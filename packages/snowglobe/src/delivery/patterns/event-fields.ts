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

/** Lays out the values of an event, as far as they lie on the paths that are looked at. */
export function fieldsOf(event: unknown, lookedAt: ReadonlySet<string>): EventFields {
  const fields = new Map<string, Field[]>();
  let lists = 0;
  const addValue = (value: unknown, path: string, places: Places): void => {
    if (isObject(value)) addObject(value, `${path}.`, places);
    else if (Array.isArray(value)) addList(value, path, places);
    else addField(value as Scalar, path, places);
  };
  const addField = (value: Scalar, path: string, places: Places): void => {
    const known = fields.get(path);
    if (known) known.push({ value, places });
    else fields.set(path, [{ value, places }]);
  };
  const addList = (list: readonly unknown[], path: string, places: Places): void => {
    const number = lists++;
    for (const [index, member] of list.entries()) addValue(member, path, new Map(places).set(number, index));
  };
  const addObject = (object: Readonly<Record<string, unknown>>, prefix: string, places: Places): void => {
    for (const [name, value] of Object.entries(object)) {
      const path = prefix + name;
      if (lookedAt.has(path)) addValue(value, path, places);
    }
  };
  if (isObject(event)) addObject(event, '', new Map());
  return fields;
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
