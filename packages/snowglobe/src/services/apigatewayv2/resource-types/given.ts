import type { Properties } from '../../../contract/resource-type.ts';

/** Those of the named properties that the template has. */
export function given(properties: Properties, ...names: readonly string[]): Properties {
  return Object.fromEntries(
    names.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]),
  );
}
