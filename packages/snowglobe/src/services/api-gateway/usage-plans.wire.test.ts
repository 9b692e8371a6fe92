import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  UpdateApiKeyCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { afterEach, expect, it } from 'vitest';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
afterEach(() => globe.stop());

async function keyed(plan: object) {
  globe = await startRestApi({ clock: 'held' });
  const api = await globe.createApi();
  await api.method(api.rootResourceId, 'GET', await globe.createFunction(echo), { apiKeyRequired: true });
  await api.deploy();
  const key = await globe.gateway.send(new CreateApiKeyCommand({ name: 'k', enabled: true }));
  const apiStages = [{ apiId: api.apiId, stage: 'dev' }];
  const { id } = await globe.gateway.send(new CreateUsagePlanCommand({ name: 'p', apiStages, ...plan }));
  await globe.gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId: id, keyId: key.id, keyType: 'API_KEY' }));
  const get = async (value = key.value ?? '') => {
    const response = await api.fetch('/', { headers: { 'x-api-key': value } });
    return response.status === 200 ? 'OK' : `${response.status} ${await response.text()}`;
  };
  return { api, key, get };
}

it('asks for a key that a usage plan of the stage holds', async () => {
  const { api, key, get } = await keyed({});
  expect(await get()).toBe('OK');
  expect(await get('wrong')).toBe('403 {"message":"Forbidden"}');
  expect((await api.fetch('/')).status).toBe(403);
  const patchOperations = [{ op: 'replace' as const, path: '/enabled', value: 'false' }];
  await globe.gateway.send(new UpdateApiKeyCommand({ apiKey: key.id, patchOperations }));
  expect(await get()).toBe('403 {"message":"Forbidden"}');
});

it("refills a plan's bucket on the clock", async () => {
  const { get } = await keyed({ throttle: { rateLimit: 1, burstLimit: 2 } });
  expect([await get(), await get(), await get()]).toEqual(['OK', 'OK', '429 {"message":"Too Many Requests"}']);
  await globe.advance(1000);
  expect([await get(), await get()]).toEqual(['OK', '429 {"message":"Too Many Requests"}']);
});

it("ends at a plan's quota until the next day", async () => {
  const { get } = await keyed({ quota: { limit: 2, period: 'DAY' } });
  expect([await get(), await get(), await get()]).toEqual(['OK', 'OK', '429 {"message":"Limit Exceeded"}']);
  await globe.advance(86_400_000);
  expect(await get()).toBe('OK');
});

it("keeps to the stage's own rate", async () => {
  const { api, get } = await keyed({});
  const patchOperations = [
    { op: 'replace' as const, path: '/*/*/throttling/rateLimit', value: '1' },
    { op: 'replace' as const, path: '/*/*/throttling/burstLimit', value: '1' },
  ];
  await globe.gateway.send(new UpdateStageCommand({ restApiId: api.apiId, stageName: 'dev', patchOperations }));
  expect([await get(), await get()]).toEqual(['OK', '429 {"message":"Too Many Requests"}']);
});
