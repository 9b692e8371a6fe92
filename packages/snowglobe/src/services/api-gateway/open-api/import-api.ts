import type { GatewayResponseType, ImportRestApiRequest } from '@aws-sdk/client-api-gateway';
import { checkedApi, createApi } from '../api.ts';
import { importParts } from '../documentation.ts';
import { badRequest } from '../errors.ts';
import { gatewayResponseFrom } from '../gateway-response.ts';
import { putModel } from '../model.ts';
import { checkSibling } from '../resource.ts';
import { newId, type Place, rowsOf } from '../rows.ts';
import * as tables from '../tables.ts';
import { type ApiDocument, basePathIn, readDocument, schemasIn } from './document.ts';
import {
  flagAt,
  isMembers,
  listAt,
  type Members,
  membersAt,
  numberAt,
  objectsAt,
  present,
  textAt,
  textMapAt,
  textsAt,
} from './members.ts';
import { type ImportedParts, methodIn } from './method.ts';
import { modelName, modelSchema } from './schema.ts';
import { importSecurity } from './security.ts';

type Options = Readonly<Record<string, string>>;

/** Makes an API of an OpenAPI document. */
export function importApi(place: Place, { body, parameters = {} }: ImportRestApiRequest): tables.ApiRow {
  const document = readDocument(body ?? new Uint8Array());
  const { title } = titleIn(document);
  const types = parameters.endpointConfigurationTypes;
  const api = createApi(place, {
    name: title,
    ...(types !== undefined && { endpointConfiguration: { types: types.split(',') as never } }),
  });
  return applyDocument(place, api, document, parameters);
}

/** Changes an API to what a document says, or adds that to it. */
export function putApi(
  place: Place,
  api: tables.ApiRow,
  body: Uint8Array,
  mode: 'merge' | 'overwrite',
  options: Options,
): tables.ApiRow {
  const document = readDocument(body);
  if (mode === 'overwrite') clearApi(place, api);
  return applyDocument(place, api, document, options);
}

const replaced = [tables.resources, tables.models, tables.validators, tables.gatewayResponses, tables.authorizers];

function clearApi(place: Place, api: tables.ApiRow): void {
  for (const table of replaced) rowsOf<object>(place, table as never, api.id).clear();
  rowsOf(place, tables.resources, api.id).put({ id: api.rootResourceId, path: '/', methods: {} });
}

function titleIn({ root }: ApiDocument): { readonly title: string; readonly rest: Partial<tables.ApiRow> } {
  const info = membersAt(root, 'info');
  const title = textAt(info, 'title');
  if (!title?.trim()) throw badRequest('Failed to parse the uploaded OpenAPI document due to: Missing info.title.');
  const rest = present<tables.ApiRow>({
    description: textAt(info, 'description'),
    version: textAt(info, 'version'),
  });
  return { title, rest };
}

function applyDocument(place: Place, before: tables.ApiRow, document: ApiDocument, options: Options): tables.ApiRow {
  const { root } = document;
  const { title, rest } = titleIn(document);
  const api = checkedApi({ ...before, name: title, ...rest, ...settingsIn(document) });
  rowsOf(place, tables.apis).put(api);
  importModels(place, api.id, document);
  const parts: ImportedParts = {
    document,
    apiId: api.id,
    guards: importSecurity(place, api.id, document),
    validators: importValidators(place, api.id, root),
  };
  importGatewayResponses(place, api.id, root);
  const documented = listAt(membersAt(root, 'x-amazon-apigateway-documentation'), 'documentationParts');
  importParts(place, api.id, documented, 'merge');
  const prefix = prefixOf(basePathIn(document), options.basepath);
  for (const [path, item] of objectsAt(root, 'paths')) importPath(place, api, parts, prefix + path, item);
  return api;
}

function settingsIn({ root }: ApiDocument): Partial<tables.ApiRow> {
  const extension = (name: string) => `x-amazon-apigateway-${name}`;
  const policy = root[extension('policy')];
  const types = textsAt(root, extension('binary-media-types'));
  const endpoint = endpointIn(root);
  return present<tables.ApiRow>({
    policy: isMembers(policy) ? JSON.stringify(policy) : undefined,
    binaryMediaTypes: types.length > 0 ? [...types] : undefined,
    minimumCompressionSize: numberAt(root, extension('minimum-compression-size')),
    apiKeySource: textAt(root, extension('api-key-source'))?.toUpperCase() as tables.ApiRow['apiKeySource'],
    disableExecuteApiEndpoint: flagAt(endpoint, 'disableExecuteApiEndpoint'),
  });
}

/** OpenAPI 3 has it with its servers. */
function endpointIn(root: Members): Members {
  const name = 'x-amazon-apigateway-endpoint-configuration';
  const servers = Array.isArray(root.servers) ? root.servers : [];
  return { ...membersAt(root, name), ...membersAt(servers[0], name) };
}

/** All are put before any is compiled, as each may refer to any. */
function importModels(place: Place, apiId: string, document: ApiDocument): void {
  const rows = rowsOf(place, tables.models, apiId);
  const imported = schemasIn(document).map(([name, schema]): tables.ModelRow => {
    const known = rows.get(modelName(name));
    return {
      id: known?.id ?? newId(place.globe, 6),
      name: modelName(name),
      contentType: 'application/json',
      schema: JSON.stringify(modelSchema(schema, apiId)),
      ...present({ description: textAt(schema, 'description') }),
    };
  });
  for (const model of imported) rows.put(model);
  for (const model of imported) putModel(place, apiId, model);
}

function importValidators(place: Place, apiId: string, root: Members): ReadonlyMap<string, string> {
  const rows = rowsOf(place, tables.validators, apiId);
  const known = new Map([...rows.range()].map((each) => [each.name ?? '', each.id]));
  for (const [name, given] of objectsAt(root, 'x-amazon-apigateway-request-validators')) {
    const id = known.get(name) ?? newId(place.globe, 6);
    const validateRequestBody = flagAt(given, 'validateRequestBody') ?? false;
    const validateRequestParameters = flagAt(given, 'validateRequestParameters') ?? false;
    rows.put({ id, name, validateRequestBody, validateRequestParameters });
    known.set(name, id);
  }
  return known;
}

function importGatewayResponses(place: Place, apiId: string, root: Members): void {
  for (const [type, given] of objectsAt(root, 'x-amazon-apigateway-gateway-responses')) {
    const statusCode = textAt(given, 'statusCode');
    const response = gatewayResponseFrom({
      restApiId: apiId,
      responseType: type as GatewayResponseType,
      ...(statusCode !== undefined && { statusCode }),
      ...('responseParameters' in given && { responseParameters: textMapAt(given, 'responseParameters') }),
      ...('responseTemplates' in given && { responseTemplates: textMapAt(given, 'responseTemplates') }),
    });
    rowsOf(place, tables.gatewayResponses, apiId).put(response);
  }
}

/** AWS: "Set the OpenAPI basePath property": ignored unless the caller wants it; `split` leaves its first segment to a domain. */
function prefixOf(basePath: string, mode = 'ignore'): string {
  if (mode === 'prepend') return basePath;
  return mode === 'split' ? basePath.replace(/^\/[^/]+/, '') : '';
}

const verbs: Readonly<Record<string, string>> = {
  delete: 'DELETE',
  get: 'GET',
  head: 'HEAD',
  options: 'OPTIONS',
  patch: 'PATCH',
  post: 'POST',
  put: 'PUT',
  'x-amazon-apigateway-any-method': 'ANY',
};

function importPath(place: Place, api: tables.ApiRow, parts: ImportedParts, path: string, item: Members): void {
  const resource = resourceAt(place, api, path);
  const given = Object.entries(verbs).filter(([name]) => name in item);
  const methods = given.map(([name, verb]) => [
    verb,
    methodIn(place, parts, resource, verb, [item, membersAt(item, name)]),
  ]);
  const rows = rowsOf(place, tables.resources, api.id);
  rows.put({ ...resource, methods: { ...resource.methods, ...Object.fromEntries(methods) } });
}

/** The resource of a path, made with all above it. */
function resourceAt(place: Place, api: tables.ApiRow, path: string): tables.ResourceRow {
  const rows = rowsOf(place, tables.resources, api.id);
  let at = rows.get(api.rootResourceId) ?? { id: api.rootResourceId, path: '/', methods: {} };
  for (const pathPart of path.split('/').filter((part) => part !== '')) {
    const parent = at;
    const known = [...rows.range()].find((each) => each.parentId === parent.id && each.pathPart === pathPart);
    at = known ?? {
      id: newId(place.globe, 6),
      parentId: parent.id,
      pathPart,
      path: checkSibling(place, api.id, parent, pathPart),
      methods: {},
    };
    if (!known) rows.put(at);
  }
  return at;
}
