import type { Authorizer, Method } from '@aws-sdk/client-api-gateway';
import type { ResourceRow, Snapshot, StageRow } from '../tables.ts';
import { type Extensions, headersOf, operationParts, parametersOf, schemaReference } from './export-method.ts';
import { exportedSchemas, type SchemaHome } from './export-schema.ts';
import { type Members, present } from './members.ts';

/** What is exported: a stage as it was deployed. */
export interface Exported {
  readonly snapshot: Snapshot;
  readonly stage: StageRow;
  readonly region: string;
  readonly extensions: Extensions;
}

/** An OpenAPI 3.0 document. */
export function openApiOf(exported: Exported): Members {
  const { snapshot, stage, region, extensions } = exported;
  const home = '#/components/schemas/';
  const securitySchemes = schemesOf(snapshot, extensions);
  return {
    openapi: '3.0.1',
    info: infoOf(snapshot),
    servers: [
      {
        url: `https://${snapshot.api.id}.execute-api.${region}.amazonaws.com/{basePath}`,
        variables: { basePath: { default: stage.stageName } },
      },
    ],
    paths: pathsOf(exported, (method) => openApiOperation(method, home)),
    components: present<Members>({
      schemas: snapshot.models.length > 0 ? exportedSchemas(snapshot, home) : undefined,
      securitySchemes: Object.keys(securitySchemes).length > 0 ? securitySchemes : undefined,
    }),
    ...settingsOf(snapshot, extensions),
  };
}

/** A Swagger 2.0 document. */
export function swaggerOf(exported: Exported): Members {
  const { snapshot, stage, region, extensions } = exported;
  const home = '#/definitions/';
  const securityDefinitions = schemesOf(snapshot, extensions);
  return {
    swagger: '2.0',
    info: infoOf(snapshot),
    host: `${snapshot.api.id}.execute-api.${region}.amazonaws.com`,
    basePath: `/${stage.stageName}`,
    schemes: ['https'],
    paths: pathsOf(exported, (method) => swaggerOperation(method, home)),
    ...(Object.keys(securityDefinitions).length > 0 && { securityDefinitions }),
    ...(snapshot.models.length > 0 && { definitions: exportedSchemas(snapshot, home) }),
    ...settingsOf(snapshot, extensions),
  };
}

function infoOf({ api }: Snapshot): Members {
  const version = api.version ?? api.createdDate?.toISOString().replace('.000', '');
  return present<Members>({ title: api.name, description: api.description, version });
}

type Describe = (method: Method) => Members;

function pathsOf({ snapshot, extensions }: Exported, describe: Describe): Members {
  const item = ({ methods }: ResourceRow) =>
    Object.entries(methods).map(([verb, method]) => [
      verb === 'ANY' ? 'x-amazon-apigateway-any-method' : verb.toLowerCase(),
      { ...describe(method), ...operationParts(snapshot, method, extensions) },
    ]);
  const used = snapshot.resources.filter(({ methods }) => Object.keys(methods).length > 0);
  const byPath = used.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return Object.fromEntries(byPath.map((resource) => [resource.path, Object.fromEntries(item(resource)) as Members]));
}

function openApiOperation(method: Method, home: SchemaHome): Members {
  const content = (models: Record<string, string>) =>
    Object.fromEntries(Object.entries(models).map(([type, model]) => [type, { schema: schemaReference(home, model) }]));
  const parameters = parametersOf(method).map((each) => ({ ...each, schema: { type: 'string' } }));
  const responses = Object.entries(method.methodResponses ?? {}).map(([status, response]) => {
    const headers = headersOf(response).map((name) => [name, { schema: { type: 'string' } }]);
    return [
      status,
      {
        description: `${status} response`,
        ...(headers.length > 0 && { headers: Object.fromEntries(headers) as Members }),
        content: content(response.responseModels ?? {}),
      },
    ];
  });
  const { requestModels = {} } = method;
  return {
    ...(parameters.length > 0 && { parameters }),
    ...(Object.keys(requestModels).length > 0 && { requestBody: { content: content(requestModels), required: true } }),
    responses: Object.fromEntries(responses) as Members,
  };
}

function swaggerOperation(method: Method, home: SchemaHome): Members {
  const [[consumes, body] = []] = Object.entries(method.requestModels ?? {});
  const parameters: Members[] = parametersOf(method).map((each) => ({ ...each, type: 'string' }));
  if (body !== undefined)
    parameters.push({ in: 'body', name: body, required: true, schema: schemaReference(home, body) });
  const given = Object.entries(method.methodResponses ?? {});
  const produces = new Set(given.flatMap(([, { responseModels = {} }]) => Object.keys(responseModels)));
  const responses = given.map(([status, response]) => {
    const headers = headersOf(response).map((name) => [name, { type: 'string' }]);
    const [model] = Object.values(response.responseModels ?? {});
    return [
      status,
      {
        description: `${status} response`,
        ...(model !== undefined && { schema: schemaReference(home, model) }),
        ...(headers.length > 0 && { headers: Object.fromEntries(headers) as Members }),
      },
    ];
  });
  return {
    ...(consumes !== undefined && { consumes: [consumes] }),
    ...(produces.size > 0 && { produces: [...produces] }),
    ...(parameters.length > 0 && { parameters }),
    responses: Object.fromEntries(responses) as Members,
  };
}

/** Security schemes: keys, signatures and authorizers, as far as methods use them. */
function schemesOf({ resources, authorizers = [] }: Snapshot, extensions: Extensions): Members {
  const methods = resources.flatMap((each) => Object.values(each.methods));
  const header = (name: string) => ({ type: 'apiKey', name, in: 'header' });
  const used = authorizers.filter(({ id }) => methods.some(({ authorizerId }) => authorizerId === id));
  return {
    ...(methods.some(({ apiKeyRequired }) => apiKeyRequired) && { api_key: header('x-api-key') }),
    ...(methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM') && {
      sigv4: { ...header('Authorization'), 'x-amazon-apigateway-authtype': 'awsSigv4' },
    }),
    ...Object.fromEntries(
      used.map((authorizer) => [
        authorizer.name,
        {
          ...header(/^method\.request\.header\.(.+)$/.exec(authorizer.identitySource ?? '')?.[1] ?? 'Unused'),
          'x-amazon-apigateway-authtype': authorizer.authType,
          ...(extensions.authorizers && { 'x-amazon-apigateway-authorizer': authorizerOf(authorizer) }),
        },
      ]),
    ),
  };
}

function authorizerOf({ id: _id, name: _name, authType: _authType, type, ...given }: Authorizer): Members {
  return { type: type?.toLowerCase(), ...given };
}

function settingsOf({ api, validators, gatewayResponses }: Snapshot, { everything }: Extensions): Members {
  if (!everything) return {};
  const responses = gatewayResponses.map(({ responseType, responseParameters, responseTemplates, statusCode }) => [
    responseType,
    present<Members>({ statusCode, responseParameters, responseTemplates }),
  ]);
  const named = validators.map(({ id: _id, name = '', ...given }) => [name, given]);
  return present<Members>({
    'x-amazon-apigateway-request-validators': named.length > 0 ? Object.fromEntries(named) : undefined,
    'x-amazon-apigateway-gateway-responses': responses.length > 0 ? Object.fromEntries(responses) : undefined,
    'x-amazon-apigateway-binary-media-types': api.binaryMediaTypes,
    'x-amazon-apigateway-minimum-compression-size': api.minimumCompressionSize,
    'x-amazon-apigateway-api-key-source': api.apiKeySource === 'AUTHORIZER' ? api.apiKeySource : undefined,
    'x-amazon-apigateway-policy': api.policy === undefined ? undefined : (JSON.parse(api.policy) as unknown),
  });
}
