import { modelUrl } from '../json-schema.ts';
import { isMembers, textAt } from './members.ts';

/** Models have names of letters and digits. */
export function modelName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '');
}

/** The model that `#/definitions/Pet` or `#/components/schemas/Pet` names. */
export function referredModel(schema: unknown): string | undefined {
  const name = /^#\/(?:definitions|components\/schemas)\/(.+)$/.exec(textAt(schema, '$ref') ?? '')?.[1];
  return name === undefined ? undefined : modelName(name);
}

/** What JSON Schema draft 4 has no word for. */
const omitted = [
  'example',
  'examples',
  'xml',
  'externalDocs',
  'discriminator',
  'readOnly',
  'writeOnly',
  'deprecated',
  'nullable',
];

/** A schema of the document as a model's: references lead to other models. */
export function modelSchema(schema: unknown, apiId: string, depth = 0): unknown {
  if (depth > 100) return {};
  if (Array.isArray(schema)) return schema.map((item) => modelSchema(item, apiId, depth + 1));
  if (!isMembers(schema)) return schema;
  const model = referredModel(schema);
  if (model !== undefined) return { $ref: modelUrl(apiId, model) };
  const kept = Object.entries(schema).filter(([name]) => !omitted.includes(name) && !name.startsWith('x-'));
  const inner = kept.map(([name, value]) => [
    name,
    name === 'properties' ? propertiesOf(value, apiId, depth) : modelSchema(value, apiId, depth + 1),
  ]);
  return Object.fromEntries(inner) as unknown;
}

/** Properties may be named as what is left out. */
function propertiesOf(properties: unknown, apiId: string, depth: number): unknown {
  if (!isMembers(properties)) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, modelSchema(value, apiId, depth + 1)]),
  );
}
