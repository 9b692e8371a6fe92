import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateApiKeyCommand, CreateUsagePlanCommand, CreateUsagePlanKeyCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';
import { echo, startRestApi } from './testing/start-rest-api.ts';

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'rest-apis-'));
});
afterAll(() => rm(dataFolder, { recursive: true }));

it('an API is there after a restart, and so is what its keys have used', async () => {
  const before = await startRestApi({ dataFolder });
  const { apiId, ...api } = await before.createApi();
  await api.method(api.rootResourceId, 'GET', await before.createFunction(echo), { apiKeyRequired: true });
  await api.deploy();
  const key = await before.gateway.send(new CreateApiKeyCommand({ enabled: true }));
  const quota = { limit: 2, period: 'MONTH' } as const;
  const { id: usagePlanId } = await before.gateway.send(
    new CreateUsagePlanCommand({ name: 'plan', apiStages: [{ apiId, stage: 'dev' }], quota }),
  );
  await before.gateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: key.id, keyType: 'API_KEY' }));
  const headers = { 'x-api-key': key.value ?? '' };
  expect((await api.fetch('/', { headers })).status).toBe(200);
  await before.stop();

  const after = await startTestGlobe({ dataFolder });
  const status = async () => (await fetch(`${after.endpoint}/_aws/execute-api/${apiId}/dev`, { headers })).status;
  expect([await status(), await status()]).toEqual([200, 429]);
  await after.stop();
});
