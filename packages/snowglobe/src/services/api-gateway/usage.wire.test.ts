import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  GetUsageCommand,
  UpdateUsageCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { echo, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let usagePlanId: string;
let keyId: string;
let call: () => Promise<number>;

const dayMs = 86_400_000;
const day = (offset: number) => new Date(globe.globe.clock.now() + offset * dayMs).toISOString().slice(0, 10);

beforeAll(async () => {
  globe = await startRestApi({ clock: 'held' });
  const api = await globe.createApi();
  await api.method(api.rootResourceId, 'GET', await globe.createFunction(echo), { apiKeyRequired: true });
  await api.deploy();
  const key = await globe.gateway.send(new CreateApiKeyCommand({ name: 'k', enabled: true }));
  const apiStages = [{ apiId: api.apiId, stage: 'dev' }];
  const quota = { limit: 5, period: 'DAY' as const };
  const plan = await globe.gateway.send(new CreateUsagePlanCommand({ name: 'p', apiStages, quota }));
  [usagePlanId, keyId] = [plan.id ?? '', key.id ?? ''];
  await globe.gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: 'API_KEY' }));
  call = async () => (await api.fetch('/', { headers: { 'x-api-key': key.value ?? '' } })).status;
});

afterAll(() => globe.stop());

const usage = (startDate: string, endDate: string) =>
  globe.gateway.send(new GetUsageCommand({ usagePlanId, startDate, endDate }));

test('tells what each key used and has left, day by day; what is left can be changed', async () => {
  for (let count = 0; count < 3; count += 1) await call();
  await globe.advance(dayMs);
  await call();
  const told = await usage(day(-2), day(0));
  expect(told.items).toEqual({
    [keyId]: [
      [0, 5],
      [3, 2],
      [1, 4],
    ],
  });

  const patchOperations = [{ op: 'replace' as const, path: '/remaining', value: '1' }];
  const changed = await globe.gateway.send(new UpdateUsageCommand({ usagePlanId, keyId, patchOperations }));
  expect(changed.items).toEqual({ [keyId]: [[1, 1]] });
  expect([await call(), await call()]).toEqual([200, 429]);
});

test('dates must be dates, in their order', async () => {
  await expect(usage('yesterday', day(0))).rejects.toThrow('Invalid date');
  await expect(usage(day(0), day(-1))).rejects.toThrow('end date');
});
