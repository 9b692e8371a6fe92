import {
  GetGatewayResponseCommand,
  GetMethodCommand,
  GetResourcesCommand,
  UpdateGatewayResponseCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodResponseCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RestGlobe, startRestApi, type TestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let api: TestApi;

beforeAll(async () => {
  globe = await startRestApi();
  api = await globe.createApi();
});

afterAll(() => globe.stop());

const change = (path: string, value: string) => ({ op: 'replace' as const, path, value });

async function paths(): Promise<readonly string[]> {
  const { items = [] } = await globe.gateway.send(new GetResourcesCommand({ restApiId: api.apiId }));
  return items.map(({ path = '' }) => path).toSorted((one, other) => (one < other ? -1 : 1));
}

test('a resource is renamed and moved with all below it', async () => {
  const restApiId = api.apiId;
  const tasks = await api.resource('tasks');
  const task = await api.resource('{id}', tasks);
  const jobs = await api.resource('jobs');
  const update = (resourceId: string, ...patchOperations: ReturnType<typeof change>[]) =>
    globe.gateway.send(new UpdateResourceCommand({ restApiId, resourceId, patchOperations }));
  await update(tasks, change('/pathPart', 'todos'));
  expect(await paths()).toEqual(['/', '/jobs', '/todos', '/todos/{id}']);
  await update(tasks, change('/parentId', jobs));
  expect(await paths()).toEqual(['/', '/jobs', '/jobs/todos', '/jobs/todos/{id}']);
  await expect(update(jobs, change('/parentId', task))).rejects.toThrow('below itself');
  await expect(update(api.rootResourceId, change('/pathPart', 'x'))).rejects.toThrow('Root resource');
});

test('responses of a method and its integration are changed one member at a time', async () => {
  const resourceId = await api.resource('responses');
  await api.integrate(resourceId, 'GET', {
    integration: { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode": 200}' } },
    responses: { 200: {} },
  });
  const address = { restApiId: api.apiId, resourceId, httpMethod: 'GET' };
  const header = 'method.response.header.X-A';
  const ofIntegration = [
    { op: 'add' as const, path: `/responseParameters/${header}`, value: "'1'" },
    { op: 'add' as const, path: '/responseTemplates/application~1json', value: 'hello' },
  ];
  const integration = new UpdateIntegrationResponseCommand({
    ...address,
    statusCode: '200',
    patchOperations: ofIntegration,
  });
  await expect(globe.gateway.send(integration)).rejects.toThrow('Invalid mapping expression');
  const ofMethod = [{ op: 'add' as const, path: `/responseParameters/${header}`, value: 'true' }];
  await globe.gateway.send(
    new UpdateMethodResponseCommand({ ...address, statusCode: '200', patchOperations: ofMethod }),
  );
  await globe.gateway.send(integration);
  await api.deploy();
  const response = await api.fetch('/responses');
  expect([await response.text(), response.headers.get('x-a')]).toEqual(['hello', '1']);
  const { methodResponses } = await globe.gateway.send(new GetMethodCommand(address));
  expect(methodResponses).toMatchObject({ 200: { responseParameters: { [header]: true } } });
});

test('a gateway response is changed from what it is by default', async () => {
  const address = { restApiId: api.apiId, responseType: 'MISSING_AUTHENTICATION_TOKEN' as const };
  await globe.gateway.send(
    new UpdateGatewayResponseCommand({
      ...address,
      patchOperations: [
        change('/statusCode', '404'),
        { op: 'add', path: '/responseTemplates/application~1json', value: '{"gone": true}' },
      ],
    }),
  );
  expect(await globe.gateway.send(new GetGatewayResponseCommand(address))).toMatchObject({
    statusCode: '404',
    defaultResponse: false,
  });
  await api.deploy();
  const response = await api.fetch('/nowhere');
  expect([response.status, await response.text()]).toEqual([404, '{"gone": true}']);
});
