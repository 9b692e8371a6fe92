import { GetStageCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployTemplate } from './testing/deploy-template.ts';
import { type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
beforeAll(async () => {
  globe = await startRestApi();
});
afterAll(() => globe.stop());

const mock = (text: string) => ({
  Type: 'MOCK',
  RequestTemplates: { 'application/json': '{"statusCode": 200}' },
  IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': text } }],
});

const template = (stage: object) => ({
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'staged' } },
    Method: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: mock('$stageVariables.color $context.requestId'),
        MethodResponses: [{ StatusCode: '200' }],
      },
    },
    Deployment: {
      Type: 'AWS::ApiGateway::Deployment',
      DependsOn: 'Method',
      Properties: { RestApiId: { Ref: 'Api' } },
    },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: { Ref: 'Api' },
        DeploymentId: { Ref: 'Deployment' },
        StageName: 'dev',
        Variables: { color: 'blue' },
        ...stage,
      },
    },
  },
  Outputs: { Id: { Value: { Ref: 'Api' } } },
});

test("a template's stage has a cache and a canary, and loses them", async () => {
  const { Id = '' } = await deployTemplate(
    globe,
    template({
      CacheClusterEnabled: true,
      CacheClusterSize: '1.6',
      MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', CachingEnabled: true, CacheTtlInSeconds: 60 }],
      CanarySetting: {
        DeploymentId: { Ref: 'Deployment' },
        PercentTraffic: 100,
        StageVariableOverrides: { color: 'green' },
      },
    }),
  );
  const stage = () => globe.gateway.send(new GetStageCommand({ restApiId: Id, stageName: 'dev' }));
  const text = async () => (await fetch(`${globe.endpoint}/_aws/execute-api/${Id}/dev`)).text();
  expect(await stage()).toMatchObject({
    cacheClusterEnabled: true,
    cacheClusterSize: '1.6',
    cacheClusterStatus: 'AVAILABLE',
    methodSettings: { '*/*': { cachingEnabled: true, cacheTtlInSeconds: 60 } },
    canarySettings: { percentTraffic: 100, stageVariableOverrides: { color: 'green' } },
  });
  const first = await text();
  expect(first).toMatch(/^green /);
  expect(await text()).toBe(first);

  await deployTemplate(globe, template({}), { update: true });
  expect(await stage()).toMatchObject({ cacheClusterEnabled: false, cacheClusterStatus: 'NOT_AVAILABLE' });
  expect((await stage()).canarySettings).toBeUndefined();
  const later = [await text(), await text()];
  expect(later[0]).toMatch(/^blue /);
  expect(later[0]).not.toBe(later[1]);
});
