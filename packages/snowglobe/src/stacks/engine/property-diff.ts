import { isObject, sameJson } from '../json.ts';
import type { Kind, PropertySchemas, Replacement, ResourceSchema } from '../resource-schema.ts';

export interface ChangedProperty {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly replacement: Replacement;
}

type Values = Readonly<Record<string, unknown>>;

/** The properties that differ, and whether each difference replaces the resource. */
export function changedProperties(
  before: Values,
  after: Values,
  schema: ResourceSchema | undefined,
): readonly ChangedProperty[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !sameJson(before[name], after[name]))
    .map((name) => ({
      name,
      before: before[name],
      after: after[name],
      replacement: schema ? replacementOf(name, before[name], after[name], schema.properties, schema) : 'never',
    }));
}

const order: readonly Replacement[] = ['never', 'sometimes', 'always'];

function strongest(replacements: readonly Replacement[]): Replacement {
  return order.reduce((most, candidate) => (replacements.includes(candidate) ? candidate : most), 'never');
}

function replacementOf(
  name: string,
  before: unknown,
  after: unknown,
  properties: PropertySchemas,
  schema: ResourceSchema,
): Replacement {
  const property = properties[name];
  if (!property) return 'never';
  if (property.replacement !== 'never') return property.replacement;
  return nestedReplacement(before, after, property.kind, schema);
}

/** Whether a property that does not replace by itself has changed members that do. */
function nestedReplacement(before: unknown, after: unknown, kind: Kind, schema: ResourceSchema): Replacement {
  if (kind.kind === 'list' && Array.isArray(before) && Array.isArray(after)) {
    const length = Math.min(before.length, after.length);
    return strongest(
      Array.from({ length }, (_, index) => nestedReplacement(before[index], after[index], kind.of, schema)),
    );
  }
  const members = kind.kind === 'definition' ? schema.definitions[kind.name] : undefined;
  if (!members || !isObject(before) || !isObject(after)) return 'never';
  const changed = Object.keys(members).filter((name) => !sameJson(before[name], after[name]));
  return strongest(changed.map((name) => replacementOf(name, before[name], after[name], members, schema)));
}
