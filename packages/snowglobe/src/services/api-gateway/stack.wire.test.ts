import { request } from 'node:http';
import { GetRestApisCommand, GetStageCommand } from '@aws-sdk/client-api-gateway';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lambdaRestApi } from './testing/lambda-rest-api-template.ts';
import { type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let stacks: CloudFormationClient;
beforeAll(async () => {
  globe = await startRestApi();
  stacks = globe.client(CloudFormationClient);
});
afterAll(() => globe.stop());

const Capabilities = ['CAPABILITY_IAM' as const];

async function outputs(StackName: string, wanted: string): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  if (Stacks?.[0]?.StackStatus !== wanted) {
    const { StackEvents } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    throw new Error(StackEvents?.map((event) => event.ResourceStatusReason).join('\n'));
  }
  return Object.fromEntries(Stacks[0].Outputs?.map((each) => [each.OutputKey, each.OutputValue]) ?? []);
}

/** Asks for a URL of AWS by its host name, at the globe's port. */
function statusByHost(url: string): Promise<number | undefined> {
  const { host, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(globe.endpoint + pathname, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

it("a CDK app's LambdaRestApi answers, changes and goes", async () => {
  const StackName = 'api';
  const TemplateBody = (change = {}) => JSON.stringify(lambdaRestApi(change));
  await stacks.send(new CreateStackCommand({ StackName, Capabilities, TemplateBody: TemplateBody() }));
  const { Url = '', LogGroup } = await outputs(StackName, 'CREATE_COMPLETE');
  expect(Url).toMatch(/^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com\/dev\/$/);
  expect(await statusByHost(`${Url}a/b`)).toBe(200);

  const local = Url.replace(/^https:\/\/([a-z0-9]+)[^/]*/, `${globe.endpoint}/_aws/execute-api/$1`);
  expect(await (await fetch(`${local}a/b?q=1`)).json()).toMatchObject({ pathParameters: { proxy: 'a/b' } });
  const allowedOrigin = async (origin: string) => {
    const response = await fetch(`${local}a`, { method: 'OPTIONS', headers: { origin } });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };
  expect(await allowedOrigin('http://b.example')).toEqual([204, 'http://b.example']);
  expect(await allowedOrigin('http://c.example')).toEqual([204, 'http://a.example']);

  const keyed = async (body: string, key = 'a-key-of-twenty-characters') => {
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    const response = await fetch(local, { method: 'POST', body, headers });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };
  expect(await keyed('{"a":1}', 'none')).toEqual([403, '*']);
  expect(await keyed('{"a":1}')).toEqual([200, null]);
  expect(await keyed('{}')).toEqual([400, '*']);
  expect((await keyed('{"a":1}'))[0]).toBe(200);
  expect((await keyed('{"a":1}'))[0]).toBe(429);

  await globe.settle();
  const { events = [] } = await globe
    .client(CloudWatchLogsClient)
    .send(new FilterLogEventsCommand({ logGroupName: LogGroup }));
  const lines = events.map(({ message = '' }) => JSON.parse(message) as Record<string, string>);
  expect(lines[0]).toMatchObject({ status: '200', path: '/{proxy+}' });
  expect(lines.map(({ status }) => status)).toContain('429');

  const changed = TemplateBody({ limit: 100, deployment: 'Deployment2', rate: 20 });
  await stacks.send(new UpdateStackCommand({ StackName, Capabilities, TemplateBody: changed }));
  await outputs(StackName, 'UPDATE_COMPLETE');
  expect((await keyed('{"a":1}'))[0]).toBe(200);
  const restApiId = new URL(Url).host.split('.')[0];
  const { methodSettings } = await globe.gateway.send(new GetStageCommand({ restApiId, stageName: 'dev' }));
  expect(methodSettings?.['*/*']).toMatchObject({ throttlingRateLimit: 20, throttlingBurstLimit: 5000 });

  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  expect((await globe.gateway.send(new GetRestApisCommand({}))).items).toEqual([]);
});

it('a deployment with its stage inline, as Serverless writes it, is moved on by the next and goes with its stack', async () => {
  const StackName = 'inline';
  const template = (deployment: string) => {
    const { Api } = lambdaRestApi().Resources;
    const address = { RestApiId: { Ref: 'Api' }, ResourceId: { Ref: 'Part' } };
    const Integration = {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode": 200}' },
      IntegrationResponses: [{ StatusCode: 200, ResponseTemplates: { 'application/json': `{"by":"${deployment}"}` } }],
    };
    return JSON.stringify({
      Resources: {
        Api,
        Part: {
          Type: 'AWS::ApiGateway::Resource',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
            PathPart: 'one',
          },
        },
        Method: {
          Type: 'AWS::ApiGateway::Method',
          Properties: { ...address, HttpMethod: 'GET', MethodResponses: [{ StatusCode: 200 }], Integration },
        },
        [deployment]: {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: {
            RestApiId: { Ref: 'Api' },
            StageName: 'demo',
            StageDescription: { Variables: { v: deployment } },
          },
          DependsOn: ['Method'],
        },
      },
      Outputs: { Id: { Value: { Ref: 'Api' } } },
    });
  };
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: template('D1') }));
  const { Id } = await outputs(StackName, 'CREATE_COMPLETE');
  const get = async () => (await fetch(`${globe.endpoint}/_aws/execute-api/${Id}/demo/one`)).text();
  expect(await get()).toBe('{"by":"D1"}');
  await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: template('D2') }));
  await outputs(StackName, 'UPDATE_COMPLETE');
  expect(await get()).toBe('{"by":"D2"}');
  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  expect((await globe.gateway.send(new GetRestApisCommand({}))).items).toEqual([]);
});
