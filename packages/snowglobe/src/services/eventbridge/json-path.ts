/** The part of JSONPath that EventBridge reads: `$.detail.items[0].name`, `$.detail.*`, `$['a']`. */
export type JsonPath = readonly (string | number | typeof every)[];

const every = Symbol('*');
const step = /\.\*|\[\*\]|\.([\w/@$#:-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

/** Parses a path; undefined when it is none. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const path: (string | number | typeof every)[] = [];
  step.lastIndex = 1;
  for (let at = 1; at < text.length; at = step.lastIndex) {
    step.lastIndex = at;
    const found = step.exec(text);
    if (!found) return undefined;
    const [, name, index, quoted, doubleQuoted] = found;
    path.push(name ?? quoted ?? doubleQuoted ?? (index === undefined ? every : Number(index)));
  }
  return path;
}

/** The value at a path, a list of values where the path has a wildcard; undefined when there is none. */
export function valueAt(value: unknown, path: JsonPath): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (value === null || typeof value !== 'object') return undefined;
  if (first === every) {
    return Object.values(value)
      .map((member) => valueAt(member, rest))
      .filter((member) => member !== undefined);
  }
  return Object.hasOwn(value, first) ? valueAt((value as Record<string | number, unknown>)[first], rest) : undefined;
}
