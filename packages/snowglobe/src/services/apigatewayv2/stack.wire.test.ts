import { get } from 'node:http';
import { GetApisCommand, GetStageCommand } from '@aws-sdk/client-apigatewayv2';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiGlobe, echo, startApi } from './testing/start-api.ts';

let globe: ApiGlobe;
let stacks: CloudFormationClient;
let functionArn: string;
beforeAll(async () => {
  globe = await startApi();
  stacks = globe.client(CloudFormationClient);
  functionArn = await globe.createFunction(echo);
});
afterAll(() => globe.stop());

const ref = (name: string) => ({ Ref: name });

const template = (routeKey: string, stage: object = {}) => ({
  Resources: {
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'stacked', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: ['*'] } },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('Api'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: {
          'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
        },
        PayloadFormatVersion: '2.0',
        ResponseParameters: {
          200: { ResponseParameters: [{ Destination: 'overwrite:header.x-mapped', Source: '$context.stage' }] },
        },
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Api'),
        RouteKey: routeKey,
        Target: { 'Fn::Join': ['/', ['integrations', ref('Integration')]] },
      },
    },
    Guard: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: ref('Api'),
        Name: 'guard',
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['me'], Issuer: 'http://127.0.0.1:1' },
      },
    },
    Guarded: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('Api'),
        RouteKey: 'GET /guarded',
        AuthorizationType: 'JWT',
        AuthorizerId: ref('Guard'),
        Target: { 'Fn::Join': ['/', ['integrations', ref('Integration')]] },
      },
    },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        ApiId: ref('Api'),
        StageName: 'dev',
        AutoDeploy: true,
        AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Format: '$context.requestId' },
        DefaultRouteSettings: { ThrottlingBurstLimit: '100', ThrottlingRateLimit: 100 },
        ...stage,
      },
    },
    Deployment: { Type: 'AWS::ApiGatewayV2::Deployment', DependsOn: 'Route', Properties: { ApiId: ref('Api') } },
    // Begins with a deployment, and then deploys by itself.
    Both: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('Api'), StageName: 'both', AutoDeploy: true, DeploymentId: ref('Deployment'), ...stage },
    },
    Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: { DomainName: 'api.example.com' } },
    Mapping: {
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Properties: { ApiId: ref('Api'), ApiMappingKey: 'v1', DomainName: ref('Domain'), Stage: ref('Stage') },
    },
  },
  Outputs: {
    Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
    ApiId: { Value: ref('Api') },
    Regional: { Value: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] } },
  },
});

/** `fetch` sends no Host header of one's choice. */
function statusByHost(host: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(`${globe.endpoint}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

async function outputs(StackName: string, wanted: string): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  if (Stacks?.[0]?.StackStatus !== wanted) {
    const { StackEvents } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    throw new Error(StackEvents?.map((event) => event.ResourceStatusReason).join('\n'));
  }
  return Object.fromEntries(Stacks[0].Outputs?.map((each) => [each.OutputKey, each.OutputValue]) ?? []);
}

it('an API of a template answers, changes and goes', async () => {
  const StackName = 'api';
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template('GET /a')) }));
  const created = await outputs(StackName, 'CREATE_COMPLETE');
  const response = await fetch(`${created.Url}/dev/a`);
  expect([response.status, response.headers.get('x-mapped')]).toEqual([200, 'dev']);
  expect((await fetch(`${created.Url}/both/a`)).status).toBe(200);
  expect((await fetch(`${created.Url}/dev/guarded`)).status).toBe(401);
  expect(created.Regional).toMatch(/^d-[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/);
  const mapped = await fetch(`${globe.endpoint}/_aws/execute-api/api.example.com/v1/a`);
  expect(mapped.status).toBe(200);
  expect(await statusByHost('api.example.com:443', '/v1/a')).toBe(200);
  expect(await statusByHost('API.example.com', '/v2/a')).toBe(404);

  const changed = template('GET /b', { StageVariables: { color: 'red' }, AccessLogSettings: undefined });
  await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: JSON.stringify(changed) }));
  await outputs(StackName, 'UPDATE_COMPLETE');
  expect((await fetch(`${created.Url}/dev/a`)).status).toBe(404);
  expect((await fetch(`${created.Url}/both/b`)).status).toBe(200);
  expect(await (await fetch(`${created.Url}/dev/b`)).json()).toMatchObject({ stageVariables: { color: 'red' } });
  const stage = await globe.gateway.send(new GetStageCommand({ ApiId: created.ApiId, StageName: 'dev' }));
  expect(stage.AccessLogSettings).toBeUndefined();

  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  expect((await globe.gateway.send(new GetApisCommand({}))).Items).toEqual([]);
});
