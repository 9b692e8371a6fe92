import type { PatchOperation } from '@aws-sdk/client-api-gateway';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext } from '../../../contract/resource-type.ts';

/** Calls an operation of API Gateway. */
export function call<Output = unknown>(context: ResourceContext, operation: string, input: object): Promise<Output> {
  return context.api<Output>('api-gateway', operation, input);
}

/** Waits for the call; a thing that is gone already is as good as deleted. */
export async function unlessMissing(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NotFoundException')) throw error;
  }
}

/** `RestApiId` as `restApiId`: the API's names differ from the template's in their first letter only. */
export function given(properties: Properties, ...names: readonly string[]): Properties {
  const present = names.filter((name) => properties[name] !== undefined);
  return Object.fromEntries(present.map((name) => [lowerFirst(name), properties[name]]));
}

/** The same through every level, for members that are objects of the API and not maps. */
export function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [lowerFirst(name), lowered(each)]));
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Patch operations that make the named members what the template says. */
export function replacements(properties: Properties, previous: Properties, ...names: readonly string[]) {
  const changed = names.filter((name) => text(properties[name]) !== text(previous[name]));
  return changed.map((name) => replacement(`/${lowerFirst(name)}`, properties[name]));
}

/** Patch operations that set the named members that the template has. */
export function additions(properties: Properties, ...names: readonly string[]): PatchOperation[] {
  return replacements(properties, {}, ...names.filter((name) => properties[name] !== undefined));
}

export function replacement(path: string, value: unknown): PatchOperation {
  return value === undefined ? { op: 'remove', path } : { op: 'replace', path, value: text(value) ?? '' };
}

function text(value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}

/** Patch operations that turn one map into another: `/variables/NAME`. */
export function mapReplacements(path: string, wanted: Properties = {}, before: Properties = {}): PatchOperation[] {
  const gone = Object.keys(before).filter((name) => !(name in wanted));
  return [
    ...gone.map((name) => replacement(`${path}/${escaped(name)}`, undefined)),
    ...Object.entries(wanted).map(([name, value]) => replacement(`${path}/${escaped(name)}`, value)),
  ];
}

/** A name as one segment of a patch path. */
export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
