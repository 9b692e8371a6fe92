import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutIntegrationCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MethodParts, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let backend: Server;
let backendUrl: string;
beforeAll(async () => {
  globe = await startRestApi();
  backend = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = Number(new URL(request.url ?? '', 'http://x').searchParams.get('status') ?? 200);
      const { method, url, headers } = request;
      response.writeHead(status, { 'content-type': 'application/json', 'x-from': 'backend', date: 'kept' });
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  backendUrl = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
});
afterAll(async () => {
  backend.close();
  await globe.stop();
});

const json = (template: string) => ({ 'application/json': template });
const functionUri = (arn: string) => `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

async function apiAt(pathPart: string, httpMethod: string, parts: MethodParts, more = {}) {
  const api = await globe.createApi(more);
  const resource = pathPart === '' ? api.rootResourceId : await api.resource(pathPart);
  await api.integrate(resource, httpMethod, parts);
  await api.deploy();
  return api;
}

it('maps a request for a function and its result for the client', async () => {
  const code = `exports.handler = async (event) => {
    if (event.fail) throw new Error('[404] no ' + event.fail);
    return { greeting: 'hello ' + event.name, path: event.path };
  }`;
  const requestTemplates = json(
    `{"name":"$input.params('name')","path":"$context.resourcePath","fail":$input.json('$.fail')}`,
  );
  const api = await apiAt('{name}', 'POST', {
    integration: { type: 'AWS', uri: functionUri(await globe.createFunction(code)), requestTemplates },
    responses: {
      200: {
        responseTemplates: json(`{"said":$input.json('$.greeting')}`),
        responseParameters: {
          'method.response.header.X-Path': 'integration.response.body.path',
          'method.response.header.X-Stage': 'context.stage',
          'method.response.header.X-Fixed': "'a, b'",
        },
      },
      404: {
        selectionPattern: String.raw`\[404\].*`,
        responseTemplates: json(
          `#set($context.responseOverride.status = 410)#set($context.responseOverride.header.x-why = 'gone'){"error":$input.json('$.errorMessage')}`,
        ),
      },
    },
  });
  const body = (fail: string) => ({
    method: 'POST',
    body: JSON.stringify({ fail }),
    headers: { 'content-type': 'application/json' },
  });
  const good = await api.fetch('/a%20b', body(''));
  expect([good.status, await good.text()]).toEqual([200, '{"said":"hello a b"}']);
  expect([good.headers.get('x-path'), good.headers.get('x-stage'), good.headers.get('x-fixed')]).toEqual([
    '/{name}',
    'dev',
    'a, b',
  ]);
  const failed = await api.fetch('/x', body('such'));
  expect([failed.status, failed.headers.get('x-why'), await failed.json()]).toEqual([
    410,
    'gone',
    { error: '[404] no such' },
  ]);
});

it('takes the default response for what no pattern fits, and 500 where there is none', async () => {
  const uri = functionUri(await globe.createFunction(`exports.handler = async () => { throw new Error('x\\ny') }`));
  const integration = { type: 'AWS', uri } as const;
  const byDefault = await apiAt('', 'POST', { integration, responses: { 200: {}, 400: { selectionPattern: 'y' } } });
  expect(await (await byDefault.fetch('/', { method: 'POST' })).json()).toMatchObject({ errorMessage: 'x\ny' });
  const all = await apiAt('', 'POST', { integration, responses: { 502: { selectionPattern: String.raw`(\n|.)+` } } });
  expect((await all.fetch('/', { method: 'POST' })).status).toBe(502);
  const none = await apiAt('', 'POST', { integration, responses: { 400: { selectionPattern: 'y' } } });
  const answer = await none.fetch('/', { method: 'POST' });
  expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal server error' }]);
});

it('invokes a function later when the mapped header says so', async () => {
  const api = await apiAt('', 'POST', {
    integration: {
      type: 'AWS',
      uri: functionUri(await globe.createFunction('exports.handler = async () => 1')),
      requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
    },
    responses: { 202: { responseTemplates: json('{"accepted":true}') } },
  });
  const answer = await api.fetch('/', { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([202, { accepted: true }]);
});

it('maps a request for a URL, with stage variables and overrides', async () => {
  const api = await globe.createApi();
  await api.integrate(await api.resource('{id}'), 'GET', {
    method: {
      requestParameters: {
        'method.request.path.id': true,
        'method.request.querystring.status': false,
        'method.request.header.x-in': false,
      },
    },
    integration: {
      type: 'HTTP',
      integrationHttpMethod: 'POST',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: API Gateway's own syntax
      uri: 'http://127.0.0.1:${stageVariables.port}/things/{thing}',
      requestParameters: {
        'integration.request.path.thing': 'method.request.path.id',
        'integration.request.querystring.status': 'method.request.querystring.status',
        'integration.request.header.x-out': 'method.request.header.x-in',
        'integration.request.header.x-stage': 'stageVariables.port',
      },
      requestTemplates: json(
        `#set($context.requestOverride.header.x-set = 'yes')#set($context.requestOverride.querystring.more = '1')from $context.httpMethod`,
      ),
    },
    responses: {
      200: { responseParameters: { 'method.response.header.X-Back': 'integration.response.header.x-from' } },
      418: { selectionPattern: '4\\d\\d', responseTemplates: json('teapot') },
    },
  });
  await api.deploy();
  const port = new URL(backendUrl).port;
  const patchOperations = [{ op: 'replace' as const, path: '/variables/port', value: port }];
  await globe.gateway.send(new UpdateStageCommand({ restApiId: api.apiId, stageName: 'dev', patchOperations }));
  const good = await api.fetch('/a%2Fb?other=1', { headers: { 'x-in': 'in', 'x-not': 'passed' } });
  expect([good.status, good.headers.get('x-back')]).toEqual([200, 'backend']);
  const seen = (await good.json()) as { readonly headers: Record<string, string> };
  expect(seen).toMatchObject({ method: 'POST', url: '/things/a%2Fb?more=1', body: 'from GET' });
  expect(seen.headers).toMatchObject({ 'x-out': 'in', 'x-set': 'yes', 'x-stage': port });
  expect(seen.headers['x-not']).toBeUndefined();
  const teapot = await api.fetch('/x?status=404');
  expect([teapot.status, await teapot.text()]).toEqual([418, 'teapot']);
});

it('passes a request through a proxy, and the answer back', async () => {
  const api = await apiAt('{proxy+}', 'ANY', {
    method: { requestParameters: { 'method.request.path.proxy': true } },
    integration: {
      type: 'HTTP_PROXY',
      integrationHttpMethod: 'ANY',
      uri: `${backendUrl}/{proxy}`,
      requestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
    },
  });
  const answer = await api.fetch('/a/b%20c?q=1&q=2&status=404', {
    method: 'PUT',
    body: 'text',
    headers: { 'x-in': 'in' },
  });
  expect([answer.status, answer.headers.get('x-from'), answer.headers.get('x-amzn-remapped-date')]).toEqual([
    404,
    'backend',
    'kept',
  ]);
  expect(await answer.json()).toMatchObject({
    method: 'PUT',
    url: '/a/b%20c?q=1&q=2&status=404',
    body: 'text',
    headers: { 'x-in': 'in', 'x-forwarded-proto': 'https' },
  });
});

it('answers 504 when nobody listens', async () => {
  const integration = { type: 'HTTP_PROXY', integrationHttpMethod: 'GET', uri: 'http://127.0.0.1:1/' } as const;
  const answer = await (await apiAt('', 'GET', { integration })).fetch('/');
  expect([answer.status, await answer.json()]).toEqual([504, { message: 'Network error communicating with endpoint' }]);
});

it.each([
  ['WHEN_NO_MATCH', 200, 200],
  ['WHEN_NO_TEMPLATES', 415, 200],
  ['NEVER', 415, 415],
])('passthrough %s: a type without a template', async (passthroughBehavior, besideOthers, alone) => {
  const status = async (requestTemplates: Record<string, string>) => {
    const api = await apiAt('', 'POST', {
      integration: { type: 'MOCK', passthroughBehavior, requestTemplates },
      responses: { 200: {} },
    });
    const headers = { 'content-type': 'text/plain' };
    return (await api.fetch('/', { method: 'POST', body: '{"statusCode":200}', headers })).status;
  };
  expect([await status(json('{"statusCode":200}')), await status({})]).toEqual([besideOthers, alone]);
});

it('answers 400 to a body that a template cannot read, 500 when a template is none', async () => {
  const mock = (template: string): MethodParts => ({
    integration: { type: 'MOCK', requestTemplates: json(template) },
    responses: { 200: {} },
  });
  const post = { method: 'POST', body: 'no json', headers: { 'content-type': 'application/json' } };
  const unread = await (await apiAt('', 'POST', mock(`$input.path('$.a')`))).fetch('/', post);
  expect([unread.status, await unread.json()]).toEqual([
    400,
    { message: expect.stringContaining('Could not parse request body into json') as string },
  ]);
  const wrong = await (await apiAt('', 'POST', mock('#if('))).fetch('/', post);
  expect([wrong.status, await wrong.json()]).toEqual([500, { message: 'Internal server error' }]);
});

it('refuses mappings of what is not declared, and addresses that are none', async () => {
  const api = await globe.createApi();
  await api.method(api.rootResourceId, 'GET', await globe.createFunction('x'));
  const address = { restApiId: api.apiId, resourceId: api.rootResourceId, httpMethod: 'GET' };
  const put = (more: Partial<MethodParts['integration']>) =>
    globe.gateway.send(
      new PutIntegrationCommand({ ...address, type: 'HTTP', integrationHttpMethod: 'GET', uri: backendUrl, ...more }),
    );
  const undeclared = { 'integration.request.header.a': 'method.request.header.b' };
  await expect(put({ requestParameters: undeclared })).rejects.toThrow(
    'Invalid mapping expression parameter specified: method.request.header.b',
  );
  await expect(put({ uri: 'nowhere' })).rejects.toThrow('Invalid HTTP endpoint specified for URI');
  await expect(put({ type: 'AWS', uri: 'arn:aws:apigateway:us-east-1:sqs:x' })).rejects.toThrow(
    'AWS ARN for integration must contain path or action',
  );
});

it('turns binary bodies into text for a function, and its text into bytes for the client', async () => {
  const code = 'exports.handler = async (event) => event.data';
  const parts: MethodParts = {
    integration: {
      type: 'AWS',
      uri: functionUri(await globe.createFunction(code)),
      contentHandling: 'CONVERT_TO_TEXT',
      requestTemplates: { 'image/png': '{"data":"$input.body"}' },
    },
    responses: {
      200: { contentHandling: 'CONVERT_TO_BINARY', responseTemplates: json(`$input.path('$')`) },
    },
  };
  const api = await apiAt('', 'POST', parts, { binaryMediaTypes: ['image/png'] });
  const body = Uint8Array.of(0, 255, 128, 10);
  const answer = await api.fetch('/', { method: 'POST', body, headers: { 'content-type': 'image/png' } });
  expect([answer.status, new Uint8Array(await answer.arrayBuffer())]).toEqual([200, body]);
});
