import { TestInvokeMethodCommand, UpdateAccountCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MethodParts, type RestGlobe, startRestApi } from './testing/start-rest-api.ts';

let globe: RestGlobe;
let logs: CloudWatchLogsClient;
beforeAll(async () => {
  globe = await startRestApi();
  logs = globe.client(CloudWatchLogsClient);
  const value = await globe.createRole('log-writer', 'apigateway.amazonaws.com', 'logs:*');
  const patchOperations = [{ op: 'replace' as const, path: '/cloudwatchRoleArn', value }];
  await globe.gateway.send(new UpdateAccountCommand({ patchOperations }));
});
afterAll(() => globe.stop());

const mock: MethodParts = {
  method: { requestParameters: { 'method.request.path.id': true } },
  integration: { type: 'MOCK', requestTemplates: { 'application/json': `{"statusCode": $input.params('status')}` } },
  responses: {
    200: { responseTemplates: { 'application/json': `{"id":"$input.params('id')","at":"$context.stage"}` } },
  },
};

async function mockApi() {
  const api = await globe.createApi();
  const resourceId = await api.resource('{id}');
  await api.integrate(resourceId, 'GET', mock);
  await api.deploy();
  return { ...api, resourceId };
}

async function change(restApiId: string, values: Readonly<Record<string, string>>) {
  const patchOperations = Object.entries(values).map(([path, value]) => ({ op: 'replace' as const, path, value }));
  await globe.gateway.send(new UpdateStageCommand({ restApiId, stageName: 'dev', patchOperations }));
}

async function linesOf(logGroupName: string): Promise<readonly string[]> {
  await globe.settle();
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  return events.map(({ message = '' }) => message);
}

it('writes the execution log of a stage, with data where it is traced', async () => {
  const api = await mockApi();
  const group = `API-Gateway-Execution-Logs_${api.apiId}/dev`;
  await change(api.apiId, { '/*/*/logging/loglevel': 'INFO' });
  const first = await api.fetch('/a?status=200');
  const plain = await linesOf(group);
  expect(plain[0]).toBe(
    `(${first.headers.get('x-amzn-requestid')}) Starting execution for request: ${first.headers.get('x-amzn-requestid')}`,
  );
  expect(plain.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    expect.stringMatching(/^Starting execution/),
    'HTTP Method: GET, Resource Path: /{id}',
    'Successfully completed execution',
    'Method completed with status: 200',
  ]);
  await change(api.apiId, { '/*/*/logging/dataTrace': 'true' });
  await api.fetch('/b?status=200');
  const traced = (await linesOf(group)).slice(plain.length).join('\n');
  expect(traced).toContain('Method request path: {id=b}');
  expect(traced).toContain('Method response body after transformations: {"id":"b","at":"dev"}');
});

it('writes only what went wrong at the level ERROR', async () => {
  const api = await mockApi();
  await change(api.apiId, { '/*/*/logging/loglevel': 'ERROR' });
  await api.fetch('/a?status=200');
  await api.fetch('/a?status=none');
  const lines = await linesOf(`API-Gateway-Execution-Logs_${api.apiId}/dev`);
  expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'Execution failed due to configuration error: Unable to parse statusCode. It should be an integer and defined in request template',
  ]);
});

it('fills the variables of an access log', async () => {
  const api = await mockApi();
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'access' }));
  const format =
    '$context.requestId $context.resourcePath $context.status $context.integration.status $context.responseLength $context.identity.sourceIp $context.authorizer.principalId $context.endpointType';
  await change(api.apiId, {
    '/accessLogSettings/destinationArn': 'arn:aws:logs:us-east-1:000000000000:log-group:access',
    '/accessLogSettings/format': format,
  });
  const answer = await api.fetch('/a?status=200');
  expect(await linesOf('access')).toEqual([
    `${answer.headers.get('x-amzn-requestid')} /{id} 200 200 21 127.0.0.1 - EDGE`,
  ]);
});

it('tests a method as it is now and gives the log of it', async () => {
  const api = await mockApi();
  const tested = await globe.gateway.send(
    new TestInvokeMethodCommand({
      restApiId: api.apiId,
      resourceId: api.resourceId,
      httpMethod: 'GET',
      pathWithQueryString: '/a%20b?status=200',
      headers: { accept: 'application/json' },
    }),
  );
  expect(tested).toMatchObject({ status: 200, body: '{"id":"a b","at":"test-invoke-stage"}' });
  expect(tested.headers).toMatchObject({ 'content-type': 'application/json' });
  const [head, ...lines] = (tested.log ?? '').trim().split('\n');
  expect(head).toMatch(/^Execution log for request /);
  expect(lines[0]).toMatch(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4} : Starting execution for request: /);
  expect(lines.map((line) => line.split(' : ')[1])).toContain('Method completed with status: 200');
});
