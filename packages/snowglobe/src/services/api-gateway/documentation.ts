import type {
  CreateDocumentationVersionRequest,
  DocumentationPartLocation,
  DocumentationPartType,
  DocumentationVersion,
} from '@aws-sdk/client-api-gateway';
import {
  badRequest,
  documentationPartTaken,
  documentationVersionTaken,
  noSuchDocumentationPart,
  noSuchDocumentationVersion,
} from './errors.ts';
import { isMembers, membersAt, textAt } from './open-api/members.ts';
import { newId, nowOf, type Place, partsOf, rowsOf } from './rows.ts';
import * as tables from './tables.ts';

const types: readonly string[] = [
  'API',
  'AUTHORIZER',
  'METHOD',
  'MODEL',
  'PATH_PARAMETER',
  'QUERY_PARAMETER',
  'REQUEST_BODY',
  'REQUEST_HEADER',
  'RESOURCE',
  'RESPONSE',
  'RESPONSE_BODY',
  'RESPONSE_HEADER',
] satisfies readonly DocumentationPartType[];

/** Parts below a method that say nothing of path, method or status are about all of them. */
function completed({ type, path, method, statusCode, name }: DocumentationPartLocation): DocumentationPartLocation {
  if (!types.includes(type ?? '')) throw badRequest(`Invalid documentation part type specified: ${type}`);
  const hasPath = type !== 'API' && type !== 'AUTHORIZER' && type !== 'MODEL';
  return {
    type,
    ...(hasPath && { path: path ?? '/' }),
    ...(hasPath && type !== 'RESOURCE' && { method: method ?? '*' }),
    ...(type?.startsWith('RESPONSE') && { statusCode: statusCode ?? '*' }),
    ...(name !== undefined && { name }),
  };
}

function sameLocation(a: DocumentationPartLocation | undefined, b: DocumentationPartLocation): boolean {
  const key = (each: DocumentationPartLocation = { type: undefined }) =>
    JSON.stringify([each.type, each.path, each.method, each.statusCode, each.name]);
  return key(a) === key(b);
}

function checkedProperties(properties: string): string {
  try {
    if (isMembers(JSON.parse(properties))) return properties;
  } catch {
    // Told below, as of JSON that is no object.
  }
  throw badRequest('Documentation part properties must be a JSON object');
}

export function createPart(
  place: Place,
  apiId: string | undefined,
  location: DocumentationPartLocation,
  properties: string,
): tables.DocumentationPartRow {
  const rows = partsOf(place, tables.documentationParts, apiId);
  const where = completed(location);
  if ([...rows.range()].some((each) => sameLocation(each.location, where))) throw documentationPartTaken();
  return putPart(place, apiId, { id: newId(place.globe, 6), location: where, properties });
}

export function putPart(
  place: Place,
  apiId: string | undefined,
  part: tables.DocumentationPartRow,
): tables.DocumentationPartRow {
  checkedProperties(part.properties ?? '');
  partsOf(place, tables.documentationParts, apiId).put(part);
  return part;
}

export function partOf(place: Place, apiId: string | undefined, id: string | undefined): tables.DocumentationPartRow {
  const row = partsOf(place, tables.documentationParts, apiId).get(id ?? '');
  if (!row) throw noSuchDocumentationPart();
  return row;
}

/** Parts of a document, which take the place of those about the same; `overwrite`: of all. Gives their ids. */
export function importParts(
  place: Place,
  apiId: string,
  given: readonly unknown[],
  mode: 'merge' | 'overwrite',
): readonly string[] {
  const rows = rowsOf(place, tables.documentationParts, apiId);
  if (mode === 'overwrite') rows.clear();
  return given.map((each) => {
    const properties = JSON.stringify(membersAt(each, 'properties'));
    const where = completed(locationIn(membersAt(each, 'location')));
    const known = [...rows.range()].find((row) => sameLocation(row.location, where));
    return putPart(place, apiId, { id: known?.id ?? newId(place.globe, 6), location: where, properties }).id;
  });
}

function locationIn(given: Readonly<Record<string, unknown>>): DocumentationPartLocation {
  const names = ['path', 'method', 'statusCode', 'name'] as const;
  const known = names.map((name) => [name, textAt(given, name)]).filter(([, value]) => value !== undefined);
  return { type: textAt(given, 'type') as DocumentationPartType, ...Object.fromEntries(known) };
}

/** Keeps the parts as they are now. */
export function createVersion(place: Place, input: CreateDocumentationVersionRequest): tables.DocumentationVersionRow {
  const { restApiId, documentationVersion: version = '', description, stageName } = input;
  const rows = partsOf(place, tables.documentationVersions, restApiId);
  if (rows.has(version)) throw documentationVersionTaken();
  const row: tables.DocumentationVersionRow = {
    version,
    createdDate: nowOf(place.globe),
    parts: [...partsOf(place, tables.documentationParts, restApiId).range()],
    ...(description !== undefined && { description }),
  };
  rows.put(row);
  const stage = stageName === undefined ? undefined : rowsOf(place, tables.stages, restApiId).get(stageName);
  if (stage) rowsOf(place, tables.stages, restApiId).put({ ...stage, documentationVersion: version });
  return row;
}

export function documentationVersionOf(
  place: Place,
  apiId: string | undefined,
  version: string | undefined,
): tables.DocumentationVersionRow {
  const row = partsOf(place, tables.documentationVersions, apiId).get(version ?? '');
  if (!row) throw noSuchDocumentationVersion();
  return row;
}

/** As the API shows it. */
export function describeVersion({ parts: _parts, ...version }: tables.DocumentationVersionRow): DocumentationVersion {
  return version;
}
