import { validationError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, jsonText } from '../json.ts';
import type { Problems } from './problems.ts';
import type { Path } from './read-template.ts';

export type RemovalPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';

export interface TemplateResource {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  readonly condition: string | undefined;
  readonly deletionPolicy: RemovalPolicy;
  readonly updateReplacePolicy: RemovalPolicy;
  readonly metadata: Json | undefined;
}

interface TemplateOutput {
  readonly value: Json;
  readonly description: string | undefined;
  readonly exportName: Json | undefined;
  readonly condition: string | undefined;
}

/** A template, its sections in the form that the engine works with. */
export interface Template {
  readonly description: string | undefined;
  readonly metadata: JsonObject | undefined;
  readonly parameters: Readonly<Record<string, JsonObject>>;
  readonly rules: Readonly<Record<string, JsonObject>>;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, TemplateOutput>>;
  readonly transforms: readonly string[];
}

const sections = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
]);

/** Transforms that change nothing which the engine would not do anyway. */
const knownTransforms = new Set(['AWS::LanguageExtensions']);

/** Reads the sections of a template, noting what is malformed. Throws when a transform would have to change it first. */
export function readSections(value: JsonObject, problems: Problems): Template {
  const transforms = readTransforms(value.Transform);
  refuseUnknown(transforms);
  const unknownSections = Object.keys(value).filter((name) => !sections.has(name));
  if (unknownSections.length > 0) {
    problems.add(`Invalid template property or properties [${unknownSections.join(', ')}]`, [unknownSections[0] ?? '']);
  }
  return {
    description: typeof value.Description === 'string' ? value.Description : undefined,
    metadata: isJsonObject(value.Metadata) ? value.Metadata : undefined,
    parameters: readMembers(value, 'Parameters', problems),
    rules: readMembers(value, 'Rules', problems),
    mappings: readMembers(value, 'Mappings', problems),
    conditions: isJsonObject(value.Conditions) ? value.Conditions : {},
    resources: readResources(value, problems),
    outputs: readOutputs(value, problems),
    transforms,
  };
}

function readTransforms(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map((item: Json) => (isJsonObject(item) ? jsonText(item.Name) : jsonText(item)));
}

/** Nothing else can be said of such a template: its sections and types are those of the transform. */
function refuseUnknown(transforms: readonly string[]): void {
  const unknown = transforms.filter((name) => !knownTransforms.has(name));
  if (unknown.length === 1) throw validationError(`Transform ${unknown[0]} is not supported`);
  if (unknown.length > 1) throw validationError(`Transforms ${unknown.join(', ')} are not supported`);
}

/** The members of a section that must all be objects. */
function readMembers(value: JsonObject, section: string, problems: Problems): Record<string, JsonObject> {
  const members = value[section] ?? {};
  if (!isJsonObject(members)) {
    problems.add(`Template format error: ${section} section must be an object.`, [section]);
    return {};
  }
  const result: Record<string, JsonObject> = {};
  for (const [name, member] of Object.entries(members)) {
    if (isJsonObject(member)) result[name] = member;
    else problems.add(`Template format error: Every ${section} member must be an object.`, [section, name]);
  }
  return result;
}

function readResources(value: JsonObject, problems: Problems): Record<string, TemplateResource> {
  const members = readMembers(value, 'Resources', problems);
  if (Object.keys(members).length === 0) {
    problems.add('Template format error: At least one Resources member must be defined.', ['Resources']);
  }
  const resources: Record<string, TemplateResource> = {};
  for (const [logicalId, member] of Object.entries(members)) {
    const resource = readResource(logicalId, member, problems);
    if (resource) resources[logicalId] = resource;
  }
  return resources;
}

const resourceAttributes = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
]);

function readResource(logicalId: string, member: JsonObject, problems: Problems): TemplateResource | undefined {
  const path = ['Resources', logicalId];
  if (!/^[A-Za-z0-9]+$/.test(logicalId)) {
    problems.add(`Template format error: Resource name ${logicalId} is non alphanumeric.`, path);
  }
  for (const name of Object.keys(member).filter((attribute) => !resourceAttributes.has(attribute))) {
    problems.add(`Invalid template resource property '${name}' (in resource ${logicalId})`, [...path, name]);
  }
  if (typeof member.Type !== 'string') {
    problems.add(
      `Template format error: [/Resources/${logicalId}] Every Resources object must contain a Type member.`,
      path,
    );
    return undefined;
  }
  const properties = member.Properties ?? {};
  if (!isJsonObject(properties)) {
    problems.add(`Template format error: [/Resources/${logicalId}/Properties] Properties must be an object.`, path);
  }
  refuseNulls(properties, [...path, 'Properties'], problems);
  return {
    type: member.Type,
    properties: isJsonObject(properties) ? properties : {},
    dependsOn: readDependsOn(member.DependsOn),
    condition: typeof member.Condition === 'string' ? member.Condition : undefined,
    deletionPolicy: readPolicy(member, 'DeletionPolicy', path, problems),
    updateReplacePolicy: readPolicy(member, 'UpdateReplacePolicy', path, problems),
    metadata: member.Metadata,
  };
}

function refuseNulls(value: Json, path: Path, problems: Problems): void {
  if (value === null)
    problems.add(`Template format error: [/${path.join('/')}] 'null' values are not allowed in templates`, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) refuseNulls(member as Json, [...path, name], problems);
}

function readDependsOn(value: Json | undefined): readonly string[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map(String);
}

const policies: Readonly<Record<string, readonly RemovalPolicy[]>> = {
  DeletionPolicy: ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'],
  UpdateReplacePolicy: ['Delete', 'Retain', 'Snapshot'],
};

function readPolicy(member: JsonObject, name: string, path: Path, problems: Problems): RemovalPolicy {
  const value = member[name];
  if (value === undefined) return 'Delete';
  const policy = policies[name]?.find((known) => known === value);
  if (policy === undefined)
    problems.add(`Template error: Unrecognized ${name} ${JSON.stringify(value)}`, [...path, name]);
  // AWS takes Snapshot for volumes, clusters and databases only, and refuses it for every other type.
  if (policy === 'Snapshot') {
    problems.add(`Template error: resource type ${jsonText(member.Type)} does not support ${name} Snapshot`, [
      ...path,
      name,
    ]);
  }
  return policy ?? 'Delete';
}

function readOutputs(value: JsonObject, problems: Problems): Record<string, TemplateOutput> {
  const outputs: Record<string, TemplateOutput> = {};
  for (const [name, member] of Object.entries(readMembers(value, 'Outputs', problems))) {
    const path = ['Outputs', name];
    if (member.Value === undefined) {
      problems.add(`Template format error: [/Outputs/${name}] Every Outputs member must contain a Value object`, path);
    }
    const exported = member.Export;
    if (exported !== undefined && !(isJsonObject(exported) && exported.Name !== undefined)) {
      problems.add(
        `Template format error: Output ${name} is malformed. The Name field of every Export member must be specified.`,
        path,
      );
    }
    outputs[name] = {
      value: member.Value ?? null,
      description: typeof member.Description === 'string' ? member.Description : undefined,
      exportName: isJsonObject(exported) ? exported.Name : undefined,
      condition: typeof member.Condition === 'string' ? member.Condition : undefined,
    };
  }
  return outputs;
}
