/**
 * Writes packages/snowglobe/src/stacks/schemas/*.json: one compact schema per CloudFormation resource type, without
 * documentation text, read from @aws-cdk/aws-service-spec.
 *
 *     npx tsx tools/generate-resource-schemas.ts
 *
 * A property is one line of text: its kind (`string`, `[string]` list, `{string}` map, `#Name` definition, `a|b` either)
 * followed by `!` when required, `^` when a change replaces the resource, `~` when it may.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { resourceTypes } from './generate-resource-schemas/resource-types.ts';

const folder = new URL('../packages/snowglobe/src/stacks/schemas/', import.meta.url);

interface Schema {
  properties: Record<string, string>;
  definitions?: Record<string, Record<string, string>>;
  attributes: string[];
  identifier: string[];
  tags?: string;
}

/** Renders one type's schema, gathering the definitions that it reaches. */
function renderResource(database: SpecDatabase, resource: Resource): Schema {
  const definitions: Record<string, Record<string, string>> = {};

  const renderKind = (type: PropertyType): string => {
    switch (type.type) {
      case 'array':
        return `[${renderKind(type.element)}]`;
      case 'map':
        return `{${renderKind(type.element)}}`;
      case 'union':
        return renderAlternatives(type.types);
      case 'ref':
        return renderDefinition(type.reference.$ref);
      case 'null':
        return 'json';
      default:
        return type.type;
    }
  };
  const renderAlternatives = (types: readonly PropertyType[]): string => {
    const kinds = new Set(types.flatMap((type) => (type.type === 'union' ? type.types : [type])).map(renderKind));
    return kinds.has('json') ? 'json' : [...kinds].join('|');
  };
  const renderDefinition = (id: string): string => {
    const definition = database.get('typeDefinition', id);
    if (!(definition.name in definitions)) {
      definitions[definition.name] = {};
      definitions[definition.name] = renderProperties(definition.properties);
    }
    return `#${definition.name}`;
  };
  const renderProperty = (property: Property): string => {
    const kind = renderAlternatives([property.type, ...(property.previousTypes ?? [])]);
    const replacement = { yes: '^', maybe: '~', no: '' }[property.causesReplacement ?? 'no'];
    return `${kind}${property.required ? '!' : ''}${replacement}`;
  };
  const renderProperties = (properties: Readonly<Record<string, Property>>): Record<string, string> =>
    Object.fromEntries(
      sorted(Object.keys(properties)).map((name) => [name, renderProperty(properties[name] as Property)]),
    );

  const properties = renderProperties(resource.properties);
  for (const path of resource.additionalReplacementProperties ?? []) {
    const [name] = path;
    if (path.length === 1 && name !== undefined && properties[name] !== undefined && !/[\^~]$/.test(properties[name])) {
      properties[name] += '^';
    }
  }
  return {
    properties,
    ...(Object.keys(definitions).length > 0 && {
      definitions: Object.fromEntries(sorted(Object.keys(definitions)).map((name) => [name, definitions[name] ?? {}])),
    }),
    attributes: sorted(Object.keys(resource.attributes)),
    identifier: resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? [],
    ...(resource.tagInformation && { tags: resource.tagInformation.tagPropertyName }),
  };
}

function sorted(names: readonly string[]): string[] {
  return [...names].sort();
}

/** `AWS::SQS::Queue` lies in `aws-sqs-queue.json`. */
function fileName(type: string): string {
  return `${type.replaceAll('::', '-').toLowerCase()}.json`;
}

function main(): void {
  const database = loadAwsServiceSpecSync();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(new URL(name, folder));
  for (const type of resourceTypes) {
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
    if (!resource) throw new Error(`The service specification has no ${type}`);
    writeFileSync(new URL(fileName(type), folder), `${JSON.stringify(renderResource(database, resource), null, 2)}\n`);
  }
  console.log(`Wrote ${resourceTypes.length} resource schemas`);
}

main();
