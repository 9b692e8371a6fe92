import {
  CreateModelCommand,
  CreateRequestValidatorCommand,
  DeleteRestApiCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  PutGatewayResponseCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let echoArn: string;
beforeAll(async () => {
  globe = await startRestApi();
  echoArn = await globe.createFunction(echo);
});
afterAll(() => globe.stop());

const answering = (response: object) => `exports.handler = async () => (${JSON.stringify(response)})`;

async function apiOf(code: string, api = {}) {
  const test = await globe.createApi(api);
  await test.method(test.rootResourceId, 'ANY', await globe.createFunction(code));
  await test.deploy();
  return test;
}

it('gives a function the request as an event of format 1.0', async () => {
  const api = await globe.createApi();
  const item = await api.resource('{id}', await api.resource('items'));
  await api.method(item, 'POST', echoArn);
  const deploymentId = await api.deploy();
  const headers = { 'content-type': 'text/plain', 'x-one': 'a' };
  const response = await api.fetch('/items/a%20b?q=1&q=2&z', { method: 'POST', body: 'é', headers });
  const event = (await response.json()) as Record<string, unknown>;
  expect(event).toMatchObject({
    resource: '/items/{id}',
    path: '/items/a%20b',
    httpMethod: 'POST',
    queryStringParameters: { q: '2', z: '' },
    multiValueQueryStringParameters: { q: ['1', '2'], z: [''] },
    pathParameters: { id: 'a%20b' },
    stageVariables: null,
    body: 'é',
    isBase64Encoded: false,
  });
  expect(event.headers).toMatchObject({ 'x-one': 'a', 'X-Forwarded-Proto': 'https', 'Content-Type': 'text/plain' });
  expect(event.multiValueHeaders).toMatchObject({ 'x-one': ['a'] });
  expect(event.requestContext).toMatchObject({
    resourceId: item,
    resourcePath: '/items/{id}',
    httpMethod: 'POST',
    path: '/dev/items/a%20b',
    accountId: '000000000000',
    protocol: 'HTTP/1.1',
    stage: 'dev',
    domainPrefix: api.apiId,
    domainName: `${api.apiId}.execute-api.us-east-1.amazonaws.com`,
    deploymentId,
    apiId: api.apiId,
    identity: { user: null, cognitoIdentityId: null },
  });
  expect(response.headers.get('content-type')).toBe('application/json');
});

it('answers what it does not know with 403, other APIs by their own planes', async () => {
  const api = await apiOf(echo);
  const unknown = await api.fetch('/nowhere');
  expect([unknown.status, await unknown.text()]).toEqual([403, '{"message":"Missing Authentication Token"}']);
  expect(unknown.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  const stage = await fetch(`${globe.endpoint}/_aws/execute-api/${api.apiId}/other`);
  expect([stage.status, await stage.text()]).toEqual([403, '{"message":"Forbidden"}']);
  expect((await fetch(`${globe.endpoint}/_aws/execute-api/nosuchapi0/dev`)).status).toBe(404);
});

it('serves a method as it was deployed', async () => {
  const api = await globe.createApi();
  await api.method(api.rootResourceId, 'GET', echoArn);
  await api.deploy();
  const later = await api.resource('later');
  await api.method(later, 'GET', echoArn);
  expect((await api.fetch('/later')).status).toBe(403);
  await api.deploy();
  expect((await api.fetch('/later')).status).toBe(200);
});

it('takes a response apart as AWS does', async () => {
  const full = await apiOf(
    answering({
      statusCode: '201',
      headers: { a: 1 },
      multiValueHeaders: { 'set-cookie': ['x=1', 'y=2'] },
      body: 'hi',
    }),
  );
  const response = await full.fetch('/');
  expect([response.status, response.headers.get('a'), await response.text()]).toEqual([201, '1', 'hi']);
  expect(response.headers.getSetCookie()).toEqual(['x=1', 'y=2']);
  for (const bad of [{ body: 'x' }, { statusCode: 200, body: {} }, { statusCode: 200, other: 1 }]) {
    const malformed = await (await apiOf(answering(bad))).fetch('/');
    expect([malformed.status, await malformed.json()]).toEqual([502, { message: 'Internal server error' }]);
  }
  expect((await (await apiOf('exports.handler = async () => { throw new Error() }')).fetch('/')).status).toBe(502);
});

it('carries binary bodies of the configured types', async () => {
  const code = `exports.handler = async (event) => ({ statusCode: 200, headers: { 'content-type': 'image/png' },
    body: event.body, isBase64Encoded: event.isBase64Encoded })`;
  const api = await apiOf(code, { binaryMediaTypes: ['image/*'] });
  const body = Uint8Array.of(0, 255, 128);
  const headers = { 'content-type': 'image/png', accept: 'image/png' };
  const response = await api.fetch('/', { method: 'PUT', body, headers });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(body);
});

it('packs answers from the minimum size on', async () => {
  const api = await apiOf(answering({ statusCode: 200, body: 'x'.repeat(2000) }), { minimumCompressionSize: 1024 });
  const response = await api.fetch('/', { headers: { 'accept-encoding': 'gzip' } });
  expect([response.headers.get('content-encoding'), await response.text()]).toEqual(['gzip', 'x'.repeat(2000)]);
  const plain = await api.fetch('/', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

it("does not invoke a function without its policy's leave for this method", async () => {
  const api = await globe.createApi();
  const sourceArn = `arn:aws:execute-api:us-east-1:000000000000:${api.apiId}/dev/GET/open`;
  const functionArn = await globe.createFunction(echo, { sourceArn });
  for (const path of ['open', 'closed']) await api.method(await api.resource(path), 'GET', functionArn);
  await api.deploy();
  expect((await api.fetch('/open')).status).toBe(200);
  const closed = await api.fetch('/closed');
  expect([closed.status, await closed.json()]).toEqual([500, { message: 'Internal server error' }]);
});

it('answers a preflight request from a mock integration', async () => {
  const { apiId: restApiId, ...api } = await globe.createApi();
  const address = { restApiId, resourceId: api.rootResourceId, httpMethod: 'OPTIONS' };
  const statusCode = '204';
  const name = 'method.response.header.Access-Control-Allow-Origin';
  await globe.gateway.send(new PutMethodCommand({ ...address, authorizationType: 'NONE' }));
  await globe.gateway.send(
    new PutMethodResponseCommand({ ...address, statusCode, responseParameters: { [name]: true } }),
  );
  const requestTemplates = { 'application/json': '{ statusCode: 200 }' };
  await globe.gateway.send(new PutIntegrationCommand({ ...address, type: 'MOCK', requestTemplates }));
  await globe.gateway.send(
    new PutIntegrationResponseCommand({ ...address, statusCode, responseParameters: { [name]: "'*'" } }),
  );
  await api.deploy();
  const response = await api.fetch('/', { method: 'OPTIONS' });
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
});

it('refuses requests that the validator does not let pass', async () => {
  const api = await globe.createApi();
  const restApiId = api.apiId;
  const schema = JSON.stringify({
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer', minimum: 1 } },
  });
  await globe.gateway.send(
    new CreateModelCommand({ restApiId, name: 'Thing', contentType: 'application/json', schema }),
  );
  const validator = await globe.gateway.send(
    new CreateRequestValidatorCommand({ restApiId, validateRequestBody: true, validateRequestParameters: true }),
  );
  await api.method(api.rootResourceId, 'POST', echoArn, {
    requestValidatorId: validator.id,
    requestModels: { 'application/json': 'Thing' },
    requestParameters: { 'method.request.querystring.q': true, 'method.request.header.x-h': true },
  });
  await api.deploy();
  const post = async (path: string, body: string, headers = {}) => {
    const response = await api.fetch(path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return [response.status, response.status === 200 ? '' : await response.text()];
  };
  const missing = '{"message": "Missing required request parameters: [q, x-h]"}';
  expect(await post('/', '{"a":1}')).toEqual([400, missing]);
  const headers = { 'x-h': 'h' };
  for (const body of ['{"a":0}', '{}', 'no json', '']) {
    expect(await post('/?q=1', body, headers)).toEqual([400, '{"message": "Invalid request body"}']);
  }
  expect(await post('/?q=1', '{"a":1}', headers)).toEqual([200, '']);
});

it("answers refusals with the API's own gateway responses", async () => {
  const api = await globe.createApi();
  await api.method(api.rootResourceId, 'GET', echoArn);
  await globe.gateway.send(
    new PutGatewayResponseCommand({
      restApiId: api.apiId,
      responseType: 'DEFAULT_4XX',
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      responseTemplates: { 'application/json': '{"said":$context.error.messageString,"at":"$context.stage"}' },
    }),
  );
  await api.deploy();
  const response = await api.fetch('/nowhere');
  expect([response.status, await response.json()]).toEqual([403, { said: 'Missing Authentication Token', at: 'dev' }]);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

it('evaluates the resource policy', async () => {
  const statement = (Effect: string, Resource: string) => ({
    Effect,
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource,
  });
  const Statement = [statement('Allow', 'execute-api:/*'), statement('Deny', 'execute-api:/*/GET/')];
  const api = await apiOf(echo, { policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  expect((await api.fetch('/', { method: 'POST' })).status).toBe(200);
  const denied = await api.fetch('/');
  expect([denied.status, await denied.json()]).toEqual([
    403,
    {
      Message: `User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********0000:${api.apiId}/dev/GET/ with an explicit deny`,
    },
  ]);
});

it('is changed by patches, listed, and gone after its deletion', async () => {
  const api = await apiOf(echo);
  const restApiId = api.apiId;
  const patchOperations = [
    { op: 'replace' as const, path: '/name', value: 'renamed' },
    { op: 'add' as const, path: '/binaryMediaTypes/image~1png' },
  ];
  const changed = await globe.gateway.send(new UpdateRestApiCommand({ restApiId, patchOperations }));
  expect(changed).toMatchObject({ name: 'renamed', binaryMediaTypes: ['image/png'] });
  const wrong = new UpdateRestApiCommand({ restApiId, patchOperations: [{ op: 'replace', path: '/nothing' }] });
  await expect(globe.gateway.send(wrong)).rejects.toThrow("Invalid patch path  '/nothing' specified for op 'replace'");
  const stage = new UpdateStageCommand({
    restApiId,
    stageName: 'dev',
    patchOperations: [{ op: 'replace', path: '/variables/color', value: 'red' }],
  });
  expect((await globe.gateway.send(stage)).variables).toEqual({ color: 'red' });
  expect(await (await api.fetch('/')).json()).toMatchObject({ stageVariables: { color: 'red' } });
  const { items } = await globe.gateway.send(new GetResourcesCommand({ restApiId }));
  expect(items).toEqual([{ id: api.rootResourceId, path: '/', resourceMethods: { ANY: {} } }]);
  await globe.gateway.send(new DeleteRestApiCommand({ restApiId }));
  const left = await globe.gateway.send(new GetRestApisCommand({ limit: 500 }));
  expect(left.items?.some(({ id }) => id === restApiId)).toBe(false);
});

it('refuses by name what it does not do', async () => {
  const api = await globe.createApi();
  const address = { restApiId: api.apiId, resourceId: api.rootResourceId, httpMethod: 'GET' };
  await globe.gateway.send(new PutMethodCommand({ ...address, authorizationType: 'NONE' }));
  const http = { ...address, type: 'HTTP_PROXY', integrationHttpMethod: 'GET', uri: 'http://a.example' } as const;
  const linked = new PutIntegrationCommand({ ...http, connectionType: 'VPC_LINK', connectionId: 'x' });
  await expect(globe.gateway.send(linked)).rejects.toThrow('VPC links');
});
