import {
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  GetStageCommand,
  PutIntegrationResponseCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RestGlobe, startRestApi, type TestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let api: TestApi;

beforeAll(async () => {
  globe = await startRestApi();
});

afterAll(() => globe.stop());

const template = (version: string) => ({
  'application/json': `${version} $stageVariables.color $context.isCanaryRequest`,
});

/** A stage `dev` with one method, whose next version is deployed as a canary. */
async function released(percentTraffic: number): Promise<string> {
  api = await globe.createApi();
  const { apiId: restApiId, rootResourceId: resourceId } = api;
  const integration = { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode": 200}' } } as const;
  await api.integrate(resourceId, 'GET', { integration, responses: { 200: { responseTemplates: template('old') } } });
  const variables = { color: 'blue' };
  await globe.gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'dev', variables }));
  const address = { restApiId, resourceId, httpMethod: 'GET', statusCode: '200' };
  await globe.gateway.send(new PutIntegrationResponseCommand({ ...address, responseTemplates: template('new') }));
  const canarySettings = { percentTraffic, stageVariableOverrides: { color: 'green' } };
  const { id = '' } = await globe.gateway.send(
    new CreateDeploymentCommand({ restApiId, stageName: 'dev', canarySettings }),
  );
  return id;
}

async function answers(count: number): Promise<readonly string[]> {
  const all = await Promise.all(Array.from({ length: count }, async () => (await api.fetch('')).text()));
  return all.toSorted();
}

const update = (...patchOperations: NonNullable<UpdateStageCommand['input']['patchOperations']>) =>
  globe.gateway.send(new UpdateStageCommand({ restApiId: api.apiId, stageName: 'dev', patchOperations }));

test('a canary serves its share of the requests, with variables of its own', async () => {
  await released(50);
  const all = await answers(200);
  const canaries = all.filter((each) => each === 'new green true').length;
  expect(all.filter((each) => each === 'old blue false')).toHaveLength(200 - canaries);
  expect(canaries).toBeGreaterThan(60);
  expect(canaries).toBeLessThan(140);
});

test('a canary without traffic serves none, one with all of it serves all', async () => {
  await released(0);
  expect(new Set(await answers(10))).toEqual(new Set(['old blue false']));
  await update({ op: 'replace', path: '/canarySettings/percentTraffic', value: '100' });
  expect(new Set(await answers(10))).toEqual(new Set(['new green true']));
});

test('a canary is promoted by copying from it, and then taken away', async () => {
  const deploymentId = await released(10);
  await expect(globe.gateway.send(new DeleteDeploymentCommand({ restApiId: api.apiId, deploymentId }))).rejects.toThrow(
    'Active stages pointing to this deployment',
  );
  const stage = await update(
    { op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' },
    { op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables' },
    { op: 'remove', path: '/canarySettings' },
  );
  expect(stage).toMatchObject({ deploymentId, variables: { color: 'green' } });
  expect(stage.canarySettings).toBeUndefined();
  expect(await answers(1)).toEqual(['new green ']);
});

test('a canary has a share between 0 and 100 percent', async () => {
  await released(10);
  await expect(update({ op: 'replace', path: '/canarySettings/percentTraffic', value: '101' })).rejects.toThrow(
    'between 0.0 and 100.0',
  );
  const stage = await globe.gateway.send(new GetStageCommand({ restApiId: api.apiId, stageName: 'dev' }));
  expect(stage.canarySettings).toMatchObject({ percentTraffic: 10, useStageCache: false });
});
