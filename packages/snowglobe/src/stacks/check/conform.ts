import { isValueObject, textOf, unknown, type Value } from '../intrinsics/value.ts';
import type { Kind, PropertySchemas, ResourceSchema } from '../resource-schema.ts';

/** Tells of a violation: where in the properties (`#/Code/S3Key`), and what. */
export type Violation = (place: string, text: string) => void;

type Conform = (value: Value, kind: Kind, place: string, schema: ResourceSchema, violation: Violation) => Value;

/** Puts the properties of a resource in the kinds that its schema says (`"5"` for a number is 5), telling of what cannot be. */
export function conformProperties(
  values: Readonly<Record<string, Value>>,
  schema: ResourceSchema,
  violation: Violation,
): Record<string, Value> {
  return conformMembers(values, schema.properties, '#', schema, violation);
}

function conformMembers(
  values: Readonly<Record<string, Value>>,
  properties: PropertySchemas,
  place: string,
  schema: ResourceSchema,
  violation: Violation,
): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!property) violation(place, `extraneous key [${name}] is not permitted`);
    else result[name] = conform(value, property.kind, `${place}/${name}`, schema, violation);
  }
  for (const [name, { required }] of Object.entries(properties)) {
    if (required && !(name in values)) violation(place, `required key [${name}] not found`);
  }
  return result;
}

const conform: Conform = (value, kind, place, schema, violation) =>
  value === unknown ? value : conformers[kind.kind](value, kind, place, schema, violation);

function expected(type: string, value: Value, place: string, violation: Violation): Value {
  violation(place, `expected type: ${type}, found: ${jsonTypeOf(value)}`);
  return value;
}

function jsonTypeOf(value: Value): string {
  if (Array.isArray(value)) return 'JSONArray';
  if (isValueObject(value)) return 'JSONObject';
  return { string: 'String', number: 'Number', boolean: 'Boolean' }[typeof value as string] ?? 'Null';
}

const text: Conform = (value, _kind, place, _schema, violation) =>
  textOf(value) ?? expected('String', value, place, violation);

const number: Conform = (value, _kind, place, _schema, violation) => {
  if (typeof value === 'number') return value;
  const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isNaN(parsed) ? expected('Number', value, place, violation) : parsed;
};

const integer: Conform = (value, kind, place, schema, violation) => {
  const parsed = number(value, kind, place, schema, violation);
  if (typeof parsed === 'number' && !Number.isInteger(parsed)) return expected('Integer', value, place, violation);
  return parsed;
};

/** YAML 1.1's words are taken too, as CloudFormation reads YAML so. */
const booleans: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  yes: true,
  no: false,
  on: true,
  off: false,
};

const boolean: Conform = (value, _kind, place, _schema, violation) =>
  booleans[String(textOf(value)).toLowerCase()] ?? expected('Boolean', value, place, violation);

const list: Conform = (value, kind, place, schema, violation) => {
  if (!Array.isArray(value) || kind.kind !== 'list') return expected('JSONArray', value, place, violation);
  return (value as readonly Value[]).map((item, index) =>
    conform(item, kind.of, `${place}/${index}`, schema, violation),
  );
};

const map: Conform = (value, kind, place, schema, violation) => {
  if (!isValueObject(value) || kind.kind !== 'map') return expected('JSONObject', value, place, violation);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, conform(item, kind.of, `${place}/${name}`, schema, violation)]),
  );
};

const definition: Conform = (value, kind, place, schema, violation) => {
  const members = kind.kind === 'definition' ? schema.definitions[kind.name] : undefined;
  if (!isValueObject(value) || !members) return expected('JSONObject', value, place, violation);
  return conformMembers(value, members, place, schema, violation);
};

const tagMembers: PropertySchemas = {
  Key: { kind: { kind: 'string' }, required: true, replacement: 'never' },
  Value: { kind: { kind: 'string' }, required: true, replacement: 'never' },
};

const tag: Conform = (value, _kind, place, schema, violation) =>
  isValueObject(value)
    ? conformMembers(value, tagMembers, place, schema, violation)
    : expected('JSONObject', value, place, violation);

/** The first option that the value fits; when none does, what the first option has against it. */
const either: Conform = (value, kind, place, schema, violation) => {
  const options = kind.kind === 'either' ? kind.options : [];
  for (const option of options) {
    let fits = true;
    const result = conform(value, option, place, schema, () => {
      fits = false;
    });
    if (fits) return result;
  }
  return options[0] ? conform(value, options[0], place, schema, violation) : value;
};

const conformers: Readonly<Record<Kind['kind'], Conform>> = {
  string: text,
  'date-time': text,
  integer,
  number,
  boolean,
  json: (value) => value,
  list,
  map,
  definition,
  tag,
  either,
};
