import { PutGatewayResponseCommand, UpdateIntegrationCommand } from '@aws-sdk/client-api-gateway';
import { LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
beforeAll(async () => {
  globe = await startRestApi();
});
afterAll(() => globe.stop());

it('answers 504 when the function is slower than the integration allows', async () => {
  const api = await globe.createApi();
  const slow = 'exports.handler = async () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)';
  await api.method(api.rootResourceId, 'GET', await globe.createFunction(slow));
  const address = { restApiId: api.apiId, resourceId: api.rootResourceId, httpMethod: 'GET' };
  const patchOperations = [{ op: 'replace' as const, path: '/timeoutInMillis', value: '50' }];
  await globe.gateway.send(new UpdateIntegrationCommand({ ...address, patchOperations }));
  await api.deploy();
  const response = await api.fetch('/');
  expect([response.status, await response.text()]).toEqual([504, '{"message": "Endpoint request timed out"}']);
});

it('refuses a body of more than 10 MB', async () => {
  const api = await globe.createApi();
  await api.method(api.rootResourceId, 'POST', await globe.createFunction(echo));
  await api.deploy();
  const response = await api.fetch('/', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
  expect(response.status).toBe(413);
});

it('answers 500 for a function that is throttled, and as the API wants it', async () => {
  const api = await globe.createApi();
  const arn = await globe.createFunction(echo);
  const FunctionName = arn.split(':').at(-1);
  const none = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 });
  await globe.client(LambdaClient).send(none);
  await api.method(api.rootResourceId, 'GET', arn);
  await api.deploy();
  const plain = await api.fetch('/');
  expect([plain.status, await plain.json()]).toEqual([500, { message: 'Internal server error' }]);
  const wanted = { restApiId: api.apiId, responseType: 'INTEGRATION_FAILURE', statusCode: '429' } as const;
  await globe.gateway.send(new PutGatewayResponseCommand(wanted));
  await api.deploy();
  expect((await api.fetch('/')).status).toBe(429);
});
