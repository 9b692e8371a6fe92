import type { CreateResourceRequest, Method, Resource } from '@aws-sdk/client-api-gateway';
import { badRequest, noSuchMethod, siblingTaken } from './errors.ts';
import { newId, type Place, resourceOf, rowsOf } from './rows.ts';
import { type ResourceRow, resources } from './tables.ts';

const partForm = /^(\{[a-zA-Z0-9._:-]+\+?\}|[a-zA-Z0-9._:$-]+)$/;

export function createResource(place: Place, input: CreateResourceRequest): ResourceRow {
  const { restApiId, parentId, pathPart = '' } = input;
  const parent = resourceOf(place, restApiId, parentId);
  const path = checkSibling(place, restApiId, parent, pathPart);
  const row: ResourceRow = { id: newId(place.globe, 6), parentId: parent.id, pathPart, path, methods: {} };
  rowsOf(place, resources, restApiId).put(row);
  return row;
}

/** The path of a part below its parent; throws when it may not stand there. `exceptId`: the resource that is moved there. */
export function checkSibling(
  place: Place,
  apiId: string | undefined,
  parent: ResourceRow,
  pathPart: string,
  exceptId?: string,
): string {
  if (!partForm.test(pathPart)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  if (parent.path.endsWith('+}')) throw badRequest('Cannot create a child of a resource with a greedy path variable.');
  const rows = [...rowsOf(place, resources, apiId).range()];
  const siblings = rows.filter((each) => each.parentId === parent.id && each.id !== exceptId);
  if (siblings.some((each) => each.pathPart === pathPart)) throw siblingTaken(pathPart);
  const variable = siblings.find((each) => isSameVariableKind(each.pathPart, pathPart));
  if (variable) {
    throw badRequest(
      `A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
  return parent.path === '/' ? `/${pathPart}` : `${parent.path}/${pathPart}`;
}

/** One plain and one greedy variable may stand beside each other. */
function isSameVariableKind(a = '', b: string): boolean {
  return a.startsWith('{') && b.startsWith('{') && a.endsWith('+}') === b.endsWith('+}');
}

/** Deletes the resource with everything below it. */
export function deleteResource(place: Place, apiId: string | undefined, row: ResourceRow): void {
  if (row.parentId === undefined) throw badRequest('Root resource cannot be deleted');
  const rows = rowsOf(place, resources, apiId);
  const below = [...rows.range()].filter((each) => each.path.startsWith(`${row.path}/`));
  for (const each of [row, ...below]) rows.delete(each.id);
}

/** As the API shows it; methods in full when the caller embeds them. */
export function describeResource(row: ResourceRow, embed: readonly string[] = []): Resource {
  const { methods, ...resource } = row;
  const shown = Object.entries(methods).map(([name, method]) => [name, embed.includes('methods') ? method : {}]);
  return { ...resource, ...(shown.length > 0 && { resourceMethods: Object.fromEntries(shown) }) };
}

interface MethodAddress {
  readonly restApiId: string | undefined;
  readonly resourceId: string | undefined;
  readonly httpMethod: string | undefined;
}

export function methodOf(place: Place, { restApiId, resourceId, httpMethod }: MethodAddress): Method {
  const method = resourceOf(place, restApiId, resourceId).methods[httpMethod ?? ''];
  if (!method) throw noSuchMethod();
  return method;
}

/** Puts the method, or takes it away. */
export function putMethodRow<Changed extends Method | undefined>(
  place: Place,
  { restApiId, resourceId, httpMethod = '' }: MethodAddress,
  method: Changed,
): Changed {
  const row = resourceOf(place, restApiId, resourceId);
  const { [httpMethod]: _before, ...others } = row.methods;
  const methods = method ? { ...others, [httpMethod]: method } : others;
  rowsOf(place, resources, restApiId).put({ ...row, methods });
  return method;
}
