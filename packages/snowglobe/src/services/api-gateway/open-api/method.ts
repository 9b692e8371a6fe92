import type { Method, MethodResponse } from '@aws-sdk/client-api-gateway';
import { badRequest } from '../errors.ts';
import { checkedIntegrationResponse, integrationFrom } from '../integration.ts';
import { checkedMethod } from '../method.ts';
import { putModel } from '../model.ts';
import type { Place } from '../rows.ts';
import type { ResourceRow } from '../tables.ts';
import { type ApiDocument, resolved } from './document.ts';
import { integrationIn, integrationResponsesIn } from './integration.ts';
import { flagAt, listAt, type Members, membersAt, objectsAt, textAt, textsAt } from './members.ts';
import { modelSchema, referredModel } from './schema.ts';
import { type Guard, methodSecurity } from './security.ts';

/** What the methods of a document share. */
export interface ImportedParts {
  readonly document: ApiDocument;
  readonly apiId: string;
  readonly guards: ReadonlyMap<string, Guard>;
  /** Ids by name. */
  readonly validators: ReadonlyMap<string, string>;
}

/** One operation of the document as a method. */
export function methodIn(
  place: Place,
  parts: ImportedParts,
  resource: ResourceRow,
  httpMethod: string,
  [item, operation]: readonly [Members, Members],
): Method {
  const { document, apiId } = parts;
  const parameters = [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')].map((each) =>
    resolved(document, each),
  );
  const bodies = requestModels(place, parts, operation, parameters);
  const validatorId = validatorOf(parts, operation);
  const operationId = textAt(operation, 'operationId');
  const bare: Method = {
    httpMethod,
    ...methodSecurity(document.root, operation, parts.guards),
    ...(operationId !== undefined && { operationName: operationId }),
    ...(validatorId !== undefined && { requestValidatorId: validatorId }),
    requestParameters: { ...pathParameters(resource.path), ...requestParameters(parameters) },
    ...(Object.keys(bodies).length > 0 && { requestModels: bodies }),
    methodResponses: methodResponses(place, parts, operation),
  };
  return integrated(resource, checkedMethod(place, apiId, bare), operation);
}

function validatorOf({ document, validators }: ImportedParts, operation: Members): string | undefined {
  const extension = 'x-amazon-apigateway-request-validator';
  const name = textAt(operation, extension) ?? textAt(document.root, extension);
  if (name === undefined) return undefined;
  const id = validators.get(name);
  if (id === undefined) throw badRequest(`Unable to find request validator ${name}`);
  return id;
}

const places: Readonly<Record<string, string>> = { path: 'path', query: 'querystring', header: 'header' };

function requestParameters(parameters: readonly Members[]): Record<string, boolean> {
  const named = parameters.flatMap((parameter): (readonly [string, boolean])[] => {
    const where = places[textAt(parameter, 'in') ?? ''];
    const name = textAt(parameter, 'name');
    if (where === undefined || name === undefined) return [];
    return [[`method.request.${where}.${name}`, flagAt(parameter, 'required') ?? false]];
  });
  return Object.fromEntries(named);
}

/** What the path names is there, whether the document tells it or not. */
function pathParameters(path: string): Record<string, boolean> {
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => [`method.request.path.${name}`, true]);
  return Object.fromEntries(names) as Record<string, boolean>;
}

function requestModels(
  place: Place,
  parts: ImportedParts,
  operation: Members,
  parameters: readonly Members[],
): Record<string, string> {
  const { document } = parts;
  if (document.version === 3) return modelsOf(place, parts, resolved(document, operation.requestBody));
  const body = parameters.find((each) => textAt(each, 'in') === 'body');
  if (!body) return {};
  const types = [...textsAt(operation, 'consumes'), ...textsAt(document.root, 'consumes'), 'application/json'];
  const model = modelFor(place, parts, body.schema);
  return model === undefined ? {} : { [types[0] ?? 'application/json']: model };
}

/** `content` by media type. */
function modelsOf(place: Place, parts: ImportedParts, owner: Members): Record<string, string> {
  const models = objectsAt(owner, 'content').flatMap(([type, content]): (readonly [string, string])[] => {
    const model = modelFor(place, parts, content.schema);
    return model === undefined ? [] : [[type, model]];
  });
  return Object.fromEntries(models);
}

/** The model that a schema refers to; one that is written where it is used becomes a model, too. */
function modelFor(place: Place, { apiId }: ImportedParts, schema: unknown): string | undefined {
  if (schema === undefined) return undefined;
  const referred = referredModel(schema);
  if (referred !== undefined) return referred;
  const name = `MODEL${place.globe.random.hex(6)}`;
  const text = JSON.stringify(modelSchema(schema, apiId));
  putModel(place, apiId, { id: place.globe.random.hex(6), name, contentType: 'application/json', schema: text });
  return name;
}

function methodResponses(place: Place, parts: ImportedParts, operation: Members): Record<string, MethodResponse> {
  const { document } = parts;
  const given = Object.entries(membersAt(operation, 'responses')).filter(([status]) => /^\d{3}$/.test(status));
  const responses = given.map(([statusCode, reference]): [string, MethodResponse] => {
    const response = resolved(document, reference);
    const headers = objectsAt(response, 'headers').map(([name]) => [`method.response.header.${name}`, false] as const);
    const models =
      document.version === 3 ? modelsOf(place, parts, response) : swaggerModels(place, parts, operation, response);
    return [
      statusCode,
      {
        statusCode,
        ...(headers.length > 0 && { responseParameters: Object.fromEntries(headers) }),
        ...(Object.keys(models).length > 0 && { responseModels: models }),
      },
    ];
  });
  return Object.fromEntries(responses);
}

function swaggerModels(
  place: Place,
  parts: ImportedParts,
  operation: Members,
  response: Members,
): Record<string, string> {
  const [type = 'application/json'] = [...textsAt(operation, 'produces'), ...textsAt(parts.document.root, 'produces')];
  const model = modelFor(place, parts, response.schema);
  return model === undefined ? {} : { [type]: model };
}

function integrated(resource: ResourceRow, method: Method, operation: Members): Method {
  const given = membersAt(operation, 'x-amazon-apigateway-integration');
  if (Object.keys(given).length === 0) return method;
  const { httpMethod: integrationHttpMethod, type, ...integration } = integrationIn(given);
  const responses = integrationResponsesIn(given);
  const answering = Object.keys(responses).reduce(withResponse, method);
  const { httpMethod } = method;
  const input = { restApiId: undefined, resourceId: resource.id, httpMethod, type, ...integration };
  const checked = integrationFrom(
    { ...input, ...(integrationHttpMethod !== undefined && { integrationHttpMethod }) },
    answering,
  );
  for (const response of Object.values(responses)) checkedIntegrationResponse(response, answering);
  return { ...answering, methodIntegration: { ...checked, integrationResponses: responses } };
}

/** A status that the document does not describe is one of the method all the same. */
function withResponse(method: Method, statusCode: string): Method {
  if (method.methodResponses?.[statusCode]) return method;
  return { ...method, methodResponses: { ...method.methodResponses, [statusCode]: { statusCode } } };
}
