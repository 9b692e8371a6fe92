/** `a=1&a=2&b` as names with their values, decoded, in the order of their arrival. */
export function readQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return values;
}

/** The same names and values as one text. */
export function writeQuery(values: ReadonlyMap<string, readonly string[]>): string {
  const pairs = [...values].flatMap(([name, list]) => list.map((value) => [name, value] as [string, string]));
  return new URLSearchParams(pairs).toString().replaceAll('+', '%20');
}
