import { FlushStageCacheCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RestGlobe, startRestApi, type TestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;

beforeAll(async () => {
  globe = await startRestApi({ clock: 'held' });
});

afterAll(() => globe.stop());

/** Answers with the number of its calls. */
const counter = 'let n = 0; exports.handler = async () => ({ statusCode: n < 0 ? 500 : 200, body: String(++n) })';
const failing = 'let n = 0; exports.handler = async () => ({ statusCode: 404, body: String(++n) })';

async function cachedApi(code = counter, ...settings: readonly string[]): Promise<TestApi> {
  const functionArn = await globe.createFunction(code);
  const api = await globe.createApi();
  const resourceId = await api.resource('{id}');
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const cacheKeyParameters = ['method.request.path.id', 'method.request.querystring.q'];
  const requestParameters = { 'method.request.path.id': true, 'method.request.querystring.q': false };
  for (const httpMethod of ['GET', 'POST']) {
    await api.integrate(resourceId, httpMethod, {
      method: { requestParameters },
      integration: { type: 'AWS_PROXY', uri, cacheKeyParameters },
    });
  }
  await api.deploy();
  await update(api, '/cacheClusterEnabled=true', '/*/*/caching/enabled=true', ...settings);
  return api;
}

function update(api: TestApi, ...changes: readonly string[]) {
  const patchOperations = changes.map((change) => {
    const [path = '', value = ''] = change.split('=');
    return { op: 'replace' as const, path, value };
  });
  return globe.gateway.send(new UpdateStageCommand({ restApiId: api.apiId, stageName: 'dev', patchOperations }));
}

const text = async (api: TestApi, path: string, init?: RequestInit) => (await api.fetch(path, init)).text();
const anew = { headers: { 'cache-control': 'max-age=0' } };

test('a GET is answered from the cache until its time is over, by its key parameters', async () => {
  const api = await cachedApi();
  expect(await text(api, '/a')).toBe('1');
  expect(await text(api, '/a')).toBe('1');
  expect(await text(api, '/b')).toBe('2');
  expect(await text(api, '/a?q=1')).toBe('3');
  expect(await text(api, '/a?other=1')).toBe('1');
  await globe.advance(299_000);
  expect(await text(api, '/a')).toBe('1');
  await globe.advance(2000);
  expect(await text(api, '/a')).toBe('4');
});

test('a method has a time to live of its own; 0 is none', async () => {
  const api = await cachedApi(counter, '/*/*/caching/ttlInSeconds=10');
  expect(await text(api, '/a')).toBe('1');
  await globe.advance(11_000);
  expect(await text(api, '/a')).toBe('2');
  await update(api, '/*/*/caching/ttlInSeconds=0');
  expect(await text(api, '/a')).toBe('3');
  await expect(update(api, '/*/*/caching/ttlInSeconds=3601')).rejects.toThrow('between 0 and 3600');
});

test('other methods are cached only where they are named', async () => {
  const api = await cachedApi();
  const post = { method: 'POST' };
  expect([await text(api, '/a', post), await text(api, '/a', post)]).toEqual(['1', '2']);
  await update(api, '/~1{id}/POST/caching/enabled=true');
  expect([await text(api, '/a', post), await text(api, '/a', post)]).toEqual(['3', '3']);
});

test('what is no success is not kept', async () => {
  const api = await cachedApi(failing);
  expect([await text(api, '/a'), await text(api, '/a')]).toEqual(['1', '2']);
});

test('the cache of a stage is flushed', async () => {
  const api = await cachedApi();
  expect(await text(api, '/a')).toBe('1');
  await globe.gateway.send(new FlushStageCacheCommand({ restApiId: api.apiId, stageName: 'dev' }));
  expect(await text(api, '/a')).toBe('2');
});

test('Cache-Control: max-age=0 asks for a new answer, if the caller may', async () => {
  const api = await cachedApi();
  expect(await text(api, '/a')).toBe('1');
  const warned = await api.fetch('/a', anew);
  expect([await warned.text(), warned.headers.get('warning')]).toEqual(['1', expect.stringContaining('199')]);
  await update(api, '/*/*/caching/unauthorizedCacheControlHeaderStrategy=SUCCEED_WITHOUT_RESPONSE_HEADER');
  expect((await api.fetch('/a', anew)).headers.get('warning')).toBeNull();
  await update(api, '/*/*/caching/unauthorizedCacheControlHeaderStrategy=FAIL_WITH_403');
  expect((await api.fetch('/a', anew)).status).toBe(403);
  await update(api, '/*/*/caching/requireAuthorizationForCacheControl=false');
  expect(await text(api, '/a', anew)).toBe('2');
  expect(await text(api, '/a')).toBe('2');
});

test('without a cluster nothing is cached', async () => {
  const api = await cachedApi();
  await update(api, '/cacheClusterEnabled=false');
  expect([await text(api, '/a'), await text(api, '/a')]).toEqual(['1', '2']);
});
