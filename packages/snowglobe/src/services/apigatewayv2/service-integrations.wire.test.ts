import {
  CreateIntegrationCommand,
  type CreateIntegrationRequest,
  CreateRouteCommand,
  GetIntegrationCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  waitUntilStreamExists,
} from '@aws-sdk/client-kinesis';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiGlobe, startApi, type TestApi } from './testing/start-api.ts';

let globe: ApiGlobe;
let api: TestApi;
let sqs: SQSClient;
let QueueUrl: string;
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:q';

beforeAll(async () => {
  globe = await startApi();
  api = await globe.createApi();
  sqs = globe.client(SQSClient);
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'q' }))).QueueUrl ?? '';
  await createRole('sender', 'apigateway.amazonaws.com', ['sqs:*', 'events:*', 'kinesis:*']);
  await createRole('powerless', 'apigateway.amazonaws.com', ['s3:*']);
  await createRole('of-another', 'lambda.amazonaws.com', ['sqs:*']);
});

afterAll(() => globe.stop());

async function createRole(RoleName: string, Service: string, Action: readonly string[]): Promise<void> {
  const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' });
  const iam = globe.client(IAMClient);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Effect: 'Allow', Action, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
}

const integration = (more: Partial<CreateIntegrationRequest>) =>
  new CreateIntegrationCommand({
    ApiId: api.apiId,
    IntegrationType: 'AWS_PROXY',
    CredentialsArn: role('sender'),
    ...more,
  });

async function route(RouteKey: string, more: Partial<CreateIntegrationRequest>): Promise<string> {
  const { IntegrationId = '' } = await globe.gateway.send(integration(more));
  const Target = `integrations/${IntegrationId}`;
  await globe.gateway.send(new CreateRouteCommand({ ApiId: api.apiId, RouteKey, Target }));
  return IntegrationId;
}

const toQueue = (MessageBody: string) =>
  ({ IntegrationSubtype: 'SQS-SendMessage', RequestParameters: { QueueUrl, MessageBody } }) as const;

const post = (body: string): RequestInit => ({ method: 'POST', body });

async function received(): Promise<string | undefined> {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
  return Messages?.[0]?.Body;
}

it('sends a message to a queue, and answers as the queue does', async () => {
  const IntegrationId = await route('POST /messages', toQueue('$request.body'));
  const answer = await api.fetch('/messages', post('{"a":"ü & <b>"}'));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/">');
  expect(await received()).toBe('{"a":"ü & <b>"}');
  const shown = await globe.gateway.send(new GetIntegrationCommand({ ApiId: api.apiId, IntegrationId }));
  expect(shown).toMatchObject({ IntegrationSubtype: 'SQS-SendMessage', PayloadFormatVersion: '1.0' });
  expect(shown).not.toHaveProperty('IntegrationUri');
});

it('puts an event on a bus, its parameters from everywhere in the request', async () => {
  const events = globe.client(EventBridgeClient);
  await events.send(new CreateEventBusCommand({ Name: 'orders' }));
  await events.send(new PutRuleCommand({ Name: 'all', EventBusName: 'orders', EventPattern: '{"source":["shop"]}' }));
  await events.send(
    new PutTargetsCommand({ Rule: 'all', EventBusName: 'orders', Targets: [{ Id: 'q', Arn: queueArn }] }),
  );
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: queueArn },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await route('POST /events/{kind}', {
    IntegrationSubtype: 'EventBridge-PutEvents',
    RequestParameters: {
      Source: '$request.header.x-source',
      DetailType: '$request.path.kind',
      Detail: '$request.body.detail',
      EventBusName: 'orders',
      Resources: '$request.body.resources',
      Time: '2026-01-02T03:04:05Z',
    },
  });
  const body = JSON.stringify({ detail: { id: 7 }, resources: ['r1', 'r2'] });
  const answer = await api.fetch('/events/made', { ...post(body), headers: { 'x-source': 'shop' } });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { Entries: [{ EventId: expect.any(String) as string }], FailedEntryCount: 0 },
  ]);
  expect(JSON.parse((await received()) ?? '')).toMatchObject({
    source: 'shop',
    'detail-type': 'made',
    detail: { id: 7 },
    resources: ['r1', 'r2'],
    time: '2026-01-02T03:04:05Z',
  });
});

it('puts a record into a stream', async () => {
  const kinesis = globe.client(KinesisClient);
  const StreamName = 's';
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 30, minDelay: 1 }, { StreamName });
  await route('PUT /records', {
    IntegrationSubtype: 'Kinesis-PutRecord',
    RequestParameters: { StreamName, Data: '$request.body', PartitionKey: '$request.querystring.key' },
  });
  const answer = await api.fetch('/records?key=k', { method: 'PUT', body: 'grüezi' });
  expect(await answer.json()).toMatchObject({ ShardId: 'shardId-000000000000' });
  const ShardId = 'shardId-000000000000';
  const from = new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  const { ShardIterator } = await kinesis.send(from);
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  expect(Records.map(({ Data, PartitionKey }) => [PartitionKey, new TextDecoder().decode(Data)])).toEqual([
    ['k', 'grüezi'],
  ]);
});

it('is made by templates', async () => {
  const Ref = (name: string) => ({ Ref: name });
  const Resources = {
    Queue: { Type: 'AWS::SQS::Queue' },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: api.apiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationSubtype: 'SQS-SendMessage',
        CredentialsArn: role('sender'),
        PayloadFormatVersion: '1.0',
        RequestParameters: { QueueUrl: Ref('Queue'), MessageBody: '$request.body' },
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: api.apiId,
        RouteKey: 'POST /stacked',
        Target: { 'Fn::Join': ['/', ['integrations', Ref('Integration')]] },
      },
    },
  };
  const stacks = globe.client(CloudFormationClient);
  await stacks.send(new CreateStackCommand({ StackName: 'hooks', TemplateBody: JSON.stringify({ Resources }) }));
  await globe.settle();
  expect((await api.fetch('/stacked', post('x'))).status).toBe(200);
});

it('refuses a request that lacks a value', async () => {
  await route('POST /part', toQueue('$request.body.text'));
  const answer = await api.fetch('/part', post('{}'));
  expect([answer.status, await answer.json()]).toEqual([400, { message: 'Bad Request' }]);
});

it('passes on the refusal of the service, and fails with a role that it may not assume', async () => {
  await route('POST /denied', { ...toQueue('x'), CredentialsArn: role('powerless') });
  const denied = await api.fetch('/denied', post(''));
  expect(denied.status).toBe(403);
  expect(await denied.text()).toMatch(/<Code>AccessDenied<\/Code><Message>User: .* perform: sqs:sendmessage on /);
  await route('POST /unassumable', { ...toQueue('x'), CredentialsArn: role('of-another') });
  const unassumable = await api.fetch('/unassumable', post(''));
  expect([unassumable.status, await unassumable.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

it.each([
  [{ IntegrationSubtype: 'StepFunctions-StartExecution' }, 'StepFunctions-StartExecution'],
  [{ IntegrationSubtype: 'SQS-SendMessage', RequestParameters: { MessageBody: 'x' } }, 'QueueUrl'],
  [
    {
      IntegrationSubtype: 'SQS-SendMessage',
      RequestParameters: { QueueUrl: 'q', MessageBody: 'x', MessageAttributes: '$request.body.a' },
    },
    'MessageAttributes',
  ],
])('%j is refused', async (more, named) => {
  await expect(globe.gateway.send(integration(more))).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringContaining(named) as string,
  });
});
