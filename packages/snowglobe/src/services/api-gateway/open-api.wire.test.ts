import {
  CreateDeploymentCommand,
  GetAuthorizersCommand,
  GetMethodCommand,
  GetModelCommand,
  GetResourcesCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mock, pets } from './testing/pets-document.ts';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let functionArn: string;

beforeAll(async () => {
  globe = await startRestApi();
  functionArn = await globe.createFunction(echo);
});

afterAll(() => globe.stop());

const importApi = (document: unknown, parameters: Record<string, string> = {}) =>
  globe.gateway.send(
    new ImportRestApiCommand({
      body: Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)),
      parameters,
    }),
  );

async function resourcesOf(restApiId: string) {
  const { items = [] } = await globe.gateway.send(new GetResourcesCommand({ restApiId }));
  return new Map(items.map((each) => [each.path ?? '', each.id ?? '']));
}

async function served(restApiId: string) {
  await globe.gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }));
  return (path: string, init?: RequestInit) =>
    fetch(`${globe.endpoint}/_aws/execute-api/${restApiId}/dev${path}`, init);
}

describe('an OpenAPI 3 document', () => {
  let restApiId = '';
  beforeAll(async () => {
    restApiId = (await importApi(pets(functionArn))).id ?? '';
  });

  test('tells the settings of its API', async () => {
    const api = await importApi(pets(functionArn), { endpointConfigurationTypes: 'REGIONAL' });
    expect(api).toMatchObject({
      name: 'pets',
      description: 'All about pets',
      version: '2024-01-01',
      binaryMediaTypes: ['image/png'],
      endpointConfiguration: { types: ['REGIONAL'] },
    });
  });

  test('becomes resources and methods that answer', async () => {
    const call = await served(restApiId);
    expect(await (await call('/pets')).text()).toBe('[]');
    expect(await (await call('/files/a/b', { method: 'PATCH' })).json()).toMatchObject({
      httpMethod: 'PATCH',
      pathParameters: { proxy: 'a/b' },
    });
    expect((await call('/pets/7?q=1')).status).toBe(200);
    expect((await call('/pets/7')).status).toBe(400);
    expect((await call('/pets/7', { method: 'DELETE' })).status).toBe(403);
  });

  test('validates bodies with its schemas, and answers as it says', async () => {
    const call = await served(restApiId);
    const post = (body: object) =>
      call('/pets', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    expect((await post({ name: 'Rex', owner: { example: 'x' } })).status).toBe(200);
    const refused = await post({ owner: {} });
    expect([refused.status, await refused.text()]).toEqual([422, '{"oops": true}']);
    const { schema = '' } = await globe.gateway.send(new GetModelCommand({ restApiId, modelName: 'Pet' }));
    expect(JSON.parse(schema)).toMatchObject({
      properties: { name: { type: 'string' }, owner: { $ref: expect.stringContaining('/models/Owner') as string } },
    });
  });

  test('keeps what each method asks of its callers', async () => {
    const resourceId = (await resourcesOf(restApiId)).get('/pets/{id}');
    const method = (httpMethod: string) =>
      globe.gateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod }));
    const { items = [] } = await globe.gateway.send(new GetAuthorizersCommand({ restApiId }));
    expect(items).toMatchObject([
      {
        name: 'custom',
        type: 'TOKEN',
        identitySource: 'method.request.header.X-Token',
        authorizerResultTtlInSeconds: 60,
      },
    ]);
    expect(await method('DELETE')).toMatchObject({ authorizationType: 'AWS_IAM', apiKeyRequired: false });
    expect(await method('PUT')).toMatchObject({
      authorizationType: 'CUSTOM',
      authorizerId: items[0]?.id,
      apiKeyRequired: true,
    });
    expect((await method('GET')).requestParameters).toEqual({
      'method.request.path.id': true,
      'method.request.querystring.q': true,
    });
  });

  test('may be put over an API, which keeps its id and loses what is not in it', async () => {
    const other = await importApi(pets(functionArn));
    const id = other.id ?? '';
    const body = Buffer.from(
      JSON.stringify({
        openapi: '3.0.1',
        info: { title: 'new' },
        paths: { '/x': { get: { 'x-amazon-apigateway-integration': mock('x') } } },
      }),
    );
    await globe.gateway.send(new PutRestApiCommand({ restApiId: id, mode: 'merge', body }));
    expect([...(await resourcesOf(id)).keys()].toSorted()).toContain('/pets');
    const replaced = await globe.gateway.send(new PutRestApiCommand({ restApiId: id, mode: 'overwrite', body }));
    expect(replaced).toMatchObject({ id, name: 'new' });
    expect([...(await resourcesOf(id)).keys()].toSorted()).toEqual(['/', '/x']);
  });

  test('its base path is ignored, or stands before every path', async () => {
    const paths = async (basepath: string) => [
      ...(await resourcesOf((await importApi(pets(functionArn), { basepath })).id ?? '')).keys(),
    ];
    expect(await paths('ignore')).toContain('/pets');
    expect(await paths('prepend')).toContain('/v1/pets');
    expect(await paths('split')).toContain('/pets');
  });
});

test('a Swagger 2.0 document in YAML', async () => {
  const { id: restApiId = '' } = await importApi(`
swagger: "2.0"
info: { title: old, version: 1 }
basePath: /old
consumes: [application/json]
securityDefinitions:
  pool:
    type: apiKey
    name: Authorization
    in: header
    x-amazon-apigateway-authtype: cognito_user_pools
    x-amazon-apigateway-authorizer:
      type: cognito_user_pools
      providerARNs: ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_x"]
definitions:
  Thing: { type: object, required: [a] }
paths:
  /things:
    post:
      parameters:
        - { in: body, name: body, schema: { $ref: "#/definitions/Thing" } }
      responses:
        "200":
          description: ok
          headers: { X-Id: { type: string } }
          schema: { $ref: "#/definitions/Thing" }
      security: [ { pool: [read] } ]
      x-amazon-apigateway-integration:
        type: mock
        passthroughBehavior: when_no_templates
        requestTemplates: { application/json: '{"statusCode": 200}' }
        responses:
          default:
            statusCode: 200
            responseParameters: { method.response.header.X-Id: "'7'" }
`);
  const resourceId = (await resourcesOf(restApiId)).get('/things');
  const method = await globe.gateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: 'POST' }));
  expect(method).toMatchObject({
    authorizationType: 'COGNITO_USER_POOLS',
    authorizationScopes: ['read'],
    requestModels: { 'application/json': 'Thing' },
    methodResponses: {
      200: {
        responseParameters: { 'method.response.header.X-Id': false },
        responseModels: { 'application/json': 'Thing' },
      },
    },
    methodIntegration: {
      type: 'MOCK',
      passthroughBehavior: 'WHEN_NO_TEMPLATES',
      integrationResponses: { 200: { responseParameters: { 'method.response.header.X-Id': "'7'" } } },
    },
  });
});

test.each([
  ['nonsense', 'Invalid OpenAPI input'],
  ['{"swagger": "1.2"}', 'Invalid OpenAPI version 1.2'],
  ['{"openapi": "3.0.1", "paths": {}}', 'Missing info.title'],
  ['{"openapi": ', 'Failed to parse the uploaded OpenAPI document'],
])('refuses %s', async (document, text) => {
  await expect(importApi(document)).rejects.toThrow(text);
});
