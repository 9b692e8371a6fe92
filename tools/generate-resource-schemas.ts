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

/** Renders property types, gathering the definitions that they reach. */
class Renderer {
  readonly definitions: Record<string, Record<string, string>> = {};
  readonly #database: SpecDatabase;

  constructor(database: SpecDatabase) {
    this.#database = database;
  }

  properties(properties: Readonly<Record<string, Property>>): Record<string, string> {
    const names = sorted(Object.keys(properties));
    return Object.fromEntries(names.map((name) => [name, this.#property(properties[name] as Property)]));
  }

  #property(property: Property): string {
    const kind = this.#alternatives([property.type, ...(property.previousTypes ?? [])]);
    const replacement = { yes: '^', maybe: '~', no: '' }[property.causesReplacement ?? 'no'];
    return `${kind}${property.required ? '!' : ''}${replacement}`;
  }

  #alternatives(types: readonly PropertyType[]): string {
    const flat = types.flatMap((type) => (type.type === 'union' ? type.types : [type]));
    const kinds = new Set(flat.map((type) => this.#kind(type)));
    return kinds.has('json') ? 'json' : [...kinds].join('|');
  }

  #kind(type: PropertyType): string {
    switch (type.type) {
      case 'array':
        return `[${this.#kind(type.element)}]`;
      case 'map':
        return `{${this.#kind(type.element)}}`;
      case 'union':
        return this.#alternatives(type.types);
      case 'ref':
        return this.#definition(type.reference.$ref);
      case 'null':
        return 'json';
      case 'string':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'json':
      case 'date-time':
      case 'tag':
        return type.type;
    }
  }

  #definition(id: string): string {
    const { name, properties } = this.#database.get('typeDefinition', id);
    if (!(name in this.definitions)) {
      // Named before it is rendered: definitions may refer to themselves.
      this.definitions[name] = {};
      this.definitions[name] = this.properties(properties);
    }
    return `#${name}`;
  }
}

/** Renders one type's schema. */
function renderResource(database: SpecDatabase, resource: Resource): Schema {
  const renderer = new Renderer(database);
  const properties = renderer.properties(resource.properties);
  for (const [name = '', ...deeper] of resource.additionalReplacementProperties ?? []) {
    const text = properties[name];
    if (deeper.length === 0 && text !== undefined && !/[\^~]$/.test(text)) properties[name] = `${text}^`;
  }
  const definitions = sorted(Object.keys(renderer.definitions));
  return {
    properties,
    ...(definitions.length > 0 && {
      definitions: Object.fromEntries(definitions.map((name) => [name, renderer.definitions[name] ?? {}])),
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
