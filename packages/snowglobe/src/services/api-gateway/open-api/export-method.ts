import type { Integration, Method, MethodResponse } from '@aws-sdk/client-api-gateway';
import type { Snapshot } from '../tables.ts';
import type { SchemaHome } from './export-schema.ts';
import { type Members, present } from './members.ts';

/** What an export shows beyond OpenAPI itself. */
export interface Extensions {
  readonly integrations: boolean;
  readonly authorizers: boolean;
  readonly everything: boolean;
}

const places: Readonly<Record<string, string>> = { path: 'path', querystring: 'query', header: 'header' };

interface Named {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
}

export function parametersOf({ requestParameters = {} }: Method): readonly Named[] {
  return Object.entries(requestParameters).flatMap(([key, required]): readonly Named[] => {
    const [, where = '', name = ''] = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(key) ?? [];
    return where === '' ? [] : [{ name, in: places[where] ?? '', required }];
  });
}

/** Names of the headers that a response declares. */
export function headersOf({ responseParameters = {} }: MethodResponse): readonly string[] {
  return Object.keys(responseParameters).map((key) => key.replace('method.response.header.', ''));
}

export function schemaReference(home: SchemaHome, model: string): Members {
  return model === 'Empty' ? { type: 'object' } : { $ref: home + model };
}

/** What is the same in both kinds of document. */
export function operationParts(snapshot: Snapshot, method: Method, extensions: Extensions): Members {
  const security = securityOf(snapshot, method);
  const { methodIntegration: integration } = method;
  const validator = snapshot.validators.find(({ id }) => id === method.requestValidatorId)?.name;
  return {
    ...(method.operationName !== undefined && { operationId: method.operationName }),
    ...(security.length > 0 && { security }),
    ...(extensions.everything && validator !== undefined && { 'x-amazon-apigateway-request-validator': validator }),
    ...(extensions.integrations && integration && { 'x-amazon-apigateway-integration': integrationOf(integration) }),
  };
}

function securityOf({ authorizers = [] }: Snapshot, method: Method): readonly Members[] {
  const scopes = [...(method.authorizationScopes ?? [])];
  const authorizer = authorizers.find(({ id }) => id === method.authorizerId)?.name;
  return [
    ...(method.authorizationType === 'AWS_IAM' ? [{ sigv4: [] }] : []),
    ...(authorizer === undefined ? [] : [{ [authorizer]: scopes }]),
    ...(method.apiKeyRequired ? [{ api_key: [] }] : []),
  ];
}

function integrationOf(integration: Integration): Members {
  const { type, connectionType, passthroughBehavior, integrationResponses = {}, ...given } = integration;
  const responses = Object.values(integrationResponses).map(({ selectionPattern, ...response }) => [
    selectionPattern ?? 'default',
    response,
  ]);
  return {
    ...present<Members>({
      type: type?.toLowerCase(),
      connectionType,
      passthroughBehavior: passthroughBehavior?.toLowerCase(),
      responses: responses.length > 0 ? Object.fromEntries(responses) : undefined,
    }),
    ...Object.fromEntries(Object.entries(given).filter(([name, value]) => isTold(name, value))),
  };
}

/** Ids of the API that is exported mean nothing in another one. */
function isTold(name: string, value: unknown): boolean {
  return value !== undefined && name !== 'cacheNamespace' && !(Array.isArray(value) && value.length === 0);
}
