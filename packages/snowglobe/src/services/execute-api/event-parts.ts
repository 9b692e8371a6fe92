import type { Values } from './message.ts';

/** Maps of the events of payload 1.0 hold the last value of each name. */
export function lastValues(values: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.at(-1) ?? '']));
}

/** An empty map is null. */
export function orNull<Entries extends object>(values: Entries): Entries | null {
  return Object.keys(values).length > 0 ? values : null;
}

/** Headers with the given names spelled so, and all others in lower case. */
export function spelled(headers: Values, names: ReadonlyMap<string, string>): Values {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [names.get(name) ?? name, values]));
}

/** Names by their lower case. */
export function byLowerCase(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}
