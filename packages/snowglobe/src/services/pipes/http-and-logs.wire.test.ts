import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ApiGatewayV2Client,
  CreateApiCommand,
  GetRoutesCommand,
  UpdateRouteCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CloudWatchLogsClient, CreateLogGroupCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateApiDestinationCommand, CreateConnectionCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreatePipeCommand,
  type CreatePipeRequest,
  DescribePipeCommand,
  PipesClient,
  UpdatePipeCommand,
} from '@aws-sdk/client-pipes';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueue, type LambdaGlobe, startLambda } from '../lambda/testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
let pipes: PipesClient;
let sqs: SQSClient;
let iam: IAMClient;
let logs: CloudWatchLogsClient;
const calls: { readonly url: string; readonly body: unknown }[] = [];
let answers: unknown[] = [];
const arnOf = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;
const RoleArn = 'arn:aws:iam::000000000000:role/piper';

const server = createServer((request, response) => {
  const chunks: Uint8Array[] = [];
  request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  request.on('end', () => {
    calls.push({ url: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
    const answer = answers.shift();
    response.writeHead(answer === undefined ? 500 : 200).end(JSON.stringify(answer));
  });
});

/** What the pipes' role may do. */
async function allow(RoleName: string, ...Action: string[]): Promise<void> {
  const statement = { Effect: 'Allow', Action, Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'may', PolicyDocument }));
}

async function role(RoleName: string, ...actions: string[]): Promise<string> {
  const Principal = { Service: 'pipes.amazonaws.com' };
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  if (actions.length > 0) await allow(RoleName, ...actions);
  return `arn:aws:iam::000000000000:role/${RoleName}`;
}

beforeAll(async () => {
  globe = await startLambda({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  pipes = globe.client(PipesClient);
  sqs = globe.client(SQSClient);
  iam = globe.client(IAMClient);
  logs = globe.client(CloudWatchLogsClient);
  await role('piper', '*');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await globe.stop();
});

const create = (Name: string, Source: string, Target: string, more: Partial<CreatePipeRequest> = {}) =>
  pipes.send(new CreatePipeCommand({ Name, Source, Target, RoleArn, ...more }));

const send = (QueueUrl: string, body: unknown) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));

async function bodies(QueueUrl: string): Promise<unknown[]> {
  await globe.settle();
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
}

async function apiDestination(Name: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const events = globe.client(EventBridgeClient);
  const ApiKeyAuthParameters = { ApiKeyName: 'X-Key', ApiKeyValue: 'secret' };
  const { ConnectionArn } = await events.send(
    new CreateConnectionCommand({ Name, AuthorizationType: 'API_KEY', AuthParameters: { ApiKeyAuthParameters } }),
  );
  const { ApiDestinationArn = '' } = await events.send(
    new CreateApiDestinationCommand({
      Name,
      ConnectionArn,
      InvocationEndpoint: `http://127.0.0.1:${port}/${Name}/*`,
      HttpMethod: 'POST',
    }),
  );
  return ApiDestinationArn;
}

async function logged(logGroupName: string, logStreamName: string) {
  const { events = [] } = await logs.send(
    new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
  );
  return events.map(({ timestamp, message }) => ({ timestamp, message }));
}

it('an API destination enriches, and a log group is written to under paths of the event', async () => {
  const from = await createQueue(globe, 'to-logs');
  await logs.send(new CreateLogGroupCommand({ logGroupName: 'found' }));
  answers = [[{ kind: 'warm', at: Date.UTC(2026, 0, 1) + 5 }]];
  await create('to-logs', from.arn, arnOf('logs', 'log-group:found'), {
    Enrichment: await apiDestination('enrich'),
    EnrichmentParameters: {
      InputTemplate: '{"n": <$.body.n>}',
      HttpParameters: { PathParameterValues: ['$.body.n'], QueryStringParameters: { from: '$.eventSource' } },
    },
    TargetParameters: {
      InputTemplate: '{"it": <$.kind>}',
      CloudWatchLogsParameters: { LogStreamName: 'all', Timestamp: '$.at' },
    },
  });
  await send(from.url, { n: 7 });
  await globe.settle();
  expect(calls.splice(0)).toEqual([{ url: '/enrich/7?from=aws%3Asqs', body: [{ n: 7 }] }]);
  expect(await logged('found', 'all')).toEqual([{ timestamp: Date.UTC(2026, 0, 1) + 5, message: '{"it": "warm"}' }]);
});

it('an API destination is a target, tried again when it fails', async () => {
  const from = await createQueue(globe, 'to-http');
  await create('to-http', from.arn, await apiDestination('target'), {
    TargetParameters: { InputTemplate: '{"n": <$.body.n>}', HttpParameters: { PathParameterValues: ['all'] } },
  });
  answers = [];
  await send(from.url, { n: 1 });
  await globe.settle();
  expect(calls.splice(0)).toEqual([{ url: '/target/all', body: { n: 1 } }]);
  answers = [{}];
  await globe.advance(31_000);
  expect(calls.splice(0)).toHaveLength(1);
  await globe.advance(60_000);
  expect(calls).toEqual([]);
});

it('an API of API Gateway enriches, called in the name of the role', async () => {
  const [from, to] = [await createQueue(globe, 'from-api'), await createQueue(globe, 'to-api')];
  const name = await globe.create(
    'exports.handler = async ({ body, rawPath }) => ({ statusCode: 200, body: JSON.stringify(JSON.parse(body).map((each) => ({ ...each, rawPath }))) })',
  );
  const Target = arnOf('lambda', `function:${name}`);
  const { ApiId } = await globe
    .client(ApiGatewayV2Client)
    .send(new CreateApiCommand({ Name: 'enricher', ProtocolType: 'HTTP', Target }));
  const routes = await globe.client(ApiGatewayV2Client).send(new GetRoutesCommand({ ApiId }));
  const RouteId = routes.Items?.[0]?.RouteId;
  const guarded = new UpdateRouteCommand({ ApiId, RouteId, AuthorizationType: 'AWS_IAM' });
  await globe.client(ApiGatewayV2Client).send(guarded);
  const open = await fetch(`${globe.endpoint}/_aws/execute-api/${ApiId}/enrich`, { method: 'POST' });
  expect(open.status).toBe(403);
  await globe.client(LambdaClient).send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  );
  await create('by-api', from.arn, to.arn, {
    Enrichment: arnOf('execute-api', `${ApiId}/$default/POST/enrich/*`),
    EnrichmentParameters: {
      InputTemplate: '{"n": <$.body.n>}',
      HttpParameters: { PathParameterValues: ['$.body.text'], QueryStringParameters: { b: '2 + 2', a: '(x)' } },
    },
  });
  await send(from.url, { n: 3, text: 'a b/c' });
  expect(await bodies(to.url)).toEqual([{ n: 3, rawPath: '/$default/enrich/a b/c' }]);
});

it('reads its source once its role may', async () => {
  const [from, to] = [await createQueue(globe, 'guarded'), await createQueue(globe, 'guarded-to')];
  await create('guarded', from.arn, to.arn, { RoleArn: await role('reader', 'sqs:SendMessage') });
  await send(from.url, { n: 1 });
  expect(await bodies(to.url)).toEqual([]);
  await allow('reader', 'sqs:*');
  await globe.advance(60_000);
  expect(await bodies(to.url)).toMatchObject([{ body: '{"n":1}' }]);
});

it('tells its log what became of each batch', async () => {
  const [from, to] = [await createQueue(globe, 'watched'), await createQueue(globe, 'watched-to')];
  const { Arn } = await logs
    .send(new CreateLogGroupCommand({ logGroupName: 'pipes' }))
    .then(() => ({ Arn: arnOf('logs', 'log-group:pipes') }));
  const LogConfiguration = {
    Level: 'INFO' as const,
    IncludeExecutionData: ['ALL' as const],
    CloudwatchLogsLogDestination: { LogGroupArn: Arn },
  };
  await create('watched', from.arn, to.arn, { LogConfiguration });
  expect(await pipes.send(new DescribePipeCommand({ Name: 'watched' }))).toMatchObject({ LogConfiguration });
  await send(from.url, { n: 1 });
  await globe.settle();
  const entries = async () =>
    (await logged('pipes', 'watched')).map(({ message }) => JSON.parse(message ?? '') as Record<string, string>);
  const found = await entries();
  expect(found.map(({ messageType }) => messageType)).toEqual([
    'ExecutionStarted',
    'TargetStageEntered',
    'TargetStageSucceeded',
    'ExecutionSucceeded',
  ]);
  expect(found[0]).toMatchObject({ resourceArn: arnOf('pipes', 'pipe/watched'), logLevel: 'INFO' });
  expect(JSON.parse(found[0]?.payload ?? '')).toMatchObject([{ body: '{"n":1}' }]);

  const broken = await globe.create('exports.handler = async () => { throw new Error("no"); }');
  const Target = arnOf('lambda', `function:${broken}`);
  await pipes.send(
    new UpdatePipeCommand({
      Name: 'watched',
      RoleArn,
      Target,
      LogConfiguration: { ...LogConfiguration, Level: 'ERROR' },
    }),
  );
  await send(from.url, { n: 2 });
  await globe.settle();
  expect((await entries()).slice(4).map(({ messageType, logLevel }) => [messageType, logLevel])).toEqual([
    ['TargetInvocationFailed', 'ERROR'],
    ['ExecutionFailed', 'ERROR'],
  ]);
});

it('hands on what a queue gave at once in requests of ten', async () => {
  const [from, to] = [await createQueue(globe, 'many'), await createQueue(globe, 'many-to')];
  const SourceParameters = { SqsQueueParameters: { BatchSize: 25, MaximumBatchingWindowInSeconds: 10 } };
  await create('many', from.arn, to.arn, { SourceParameters });
  const requests = () => globe.causes.recent().filter(({ label }) => label === 'sqs:SendMessageBatch').length;
  const before = requests();
  for (let n = 0; n < 25; n += 1) await send(from.url, n);
  await globe.advance(10_000);
  expect(requests() - before).toBe(3);
  const found = [...(await bodies(to.url)), ...(await bodies(to.url)), ...(await bodies(to.url))];
  expect(new Set(found.map((each) => (each as { body: string }).body)).size).toBe(25);
});

it("a customer's key must be usable by the role", async () => {
  const from = await createQueue(globe, 'keyed');
  const { KeyMetadata } = await globe.client(KMSClient).send(new CreateKeyCommand({}));
  const KmsKeyIdentifier = KeyMetadata?.Arn;
  const keyless = await role('keyless', 'sqs:*');
  await expect(create('keyed', from.arn, from.arn, { RoleArn: keyless, KmsKeyIdentifier })).rejects.toThrow(
    'kms:GenerateDataKey',
  );
  await create('keyed', from.arn, from.arn, { KmsKeyIdentifier, DesiredState: 'STOPPED' });
  expect(await pipes.send(new DescribePipeCommand({ Name: 'keyed' }))).toMatchObject({ KmsKeyIdentifier });
});
