import { ApiGatewayV2Client, CreateApiCommand } from '@aws-sdk/client-apigatewayv2';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand, CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueue, type LambdaGlobe, startLambda } from '../lambda/testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
let events: EventBridgeClient;
const account = '000000000000';
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:${account}:function:${name}`;
const trace = '1-5759e988-bd862e3fe1be46a994272793';

beforeAll(async () => {
  globe = await startLambda();
  events = globe.client(EventBridgeClient);
});

afterAll(() => globe.stop());

const open = (Service: string, Action: string, Resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action, Resource }],
  });

async function openQueue(name: string, service: string) {
  const queue = await createQueue(globe, name);
  const Policy = open(service, 'sqs:SendMessage', queue.arn);
  await globe.client(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
  return queue;
}

async function invocable(name: string): Promise<void> {
  await globe.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: 'events',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
    }),
  );
}

async function rule(Name: string, source: string, Arn: string): Promise<void> {
  await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: [source] }) }));
  await events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 't', Arn }] }));
}

const seen = async (name: string) =>
  (await globe.logs(name)).flatMap((line) => /seen (Root=[\w-]+)/.exec(line)?.[1] ?? []);

const rootsSeen = 'console.log("seen", process.env._X_AMZN_TRACE_ID);';

it('a trace goes from an event by functions, the bus, a topic and a queue to the last function', async () => {
  const sns = globe.client(SNSClient);
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'steps' }));
  const Policy = open('events.amazonaws.com', 'sns:Publish', TopicArn);
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: Policy }));
  const queue = await openQueue('steps', 'sns.amazonaws.com');
  const watched = await openQueue('watched', 'sns.amazonaws.com');
  for (const { arn } of [queue, watched]) {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: arn }));
  }
  const first = await globe.create(`
    const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
    exports.handler = async () => {
      ${rootsSeen}
      const entry = { Source: 'second', DetailType: 'Step', Detail: '{}' };
      await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [entry] }));
    };`);
  const last = await globe.create(`exports.handler = async () => { ${rootsSeen} };`);
  await invocable(first);
  await rule('first', 'first', functionArn(first));
  await rule('second', 'second', TopicArn);
  await globe.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: last, EventSourceArn: queue.arn }));
  await globe.settle();

  const TraceHeader = `Root=${trace};Parent=53995c3f42cd8ad8;Sampled=1`;
  const entry = { Source: 'first', DetailType: 'Step', Detail: '{}', TraceHeader };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
  await globe.settle();
  expect(await seen(first)).toEqual([`Root=${trace}`]);
  expect(await seen(last)).toEqual([`Root=${trace}`]);
  const { Messages } = await globe
    .client(SQSClient)
    .send(new ReceiveMessageCommand({ QueueUrl: watched.url, MessageSystemAttributeNames: ['AWSTraceHeader'] }));
  expect(Messages?.[0]?.Attributes?.AWSTraceHeader).toMatch(new RegExp(`^Root=${trace};Parent=[0-9a-f]{16};Sampled=1`));
  const journey = globe.causes.journey(trace).map(({ label }) => label);
  expect(journey.filter((label) => label.startsWith('function '))).toHaveLength(2);
});

it('a trace goes from an API by a function and a queue to the next function', async () => {
  const queue = await createQueue(globe, 'from-api');
  const first = await globe.create(`
    const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
    exports.handler = async () => {
      ${rootsSeen}
      await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: '${queue.url}', MessageBody: 'x' }));
      return {};
    };`);
  const last = await globe.create(`exports.handler = async ({ Records }) => {
    ${rootsSeen}
    console.log('header', Records[0].attributes.AWSTraceHeader);
  };`);
  await globe.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: last, EventSourceArn: queue.arn }));
  await globe.lambda.send(
    new AddPermissionCommand({
      FunctionName: first,
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  );
  const { ApiId } = await globe
    .client(ApiGatewayV2Client)
    .send(new CreateApiCommand({ Name: 'traced', ProtocolType: 'HTTP', Target: functionArn(first) }));
  await globe.settle();
  const other = '1-5759e988-bd862e3fe1be46a994272794';
  const headers = { 'x-amzn-trace-id': `Root=${other}` };
  const answer = await fetch(`${globe.endpoint}/_aws/execute-api/${ApiId}/`, { headers });
  expect(answer.status).toBe(200);
  await globe.settle();
  expect(await seen(first)).toEqual([`Root=${other}`]);
  expect(await seen(last)).toEqual([`Root=${other}`]);
  expect((await globe.logs(last)).join()).toContain(`header Root=${other};Parent=`);
});

it('an entry takes its trace header to a queue', async () => {
  const queue = await openQueue('direct', 'events.amazonaws.com');
  await rule('direct', 'direct', queue.arn);
  const TraceHeader = `Root=${trace};Parent=53995c3f42cd8ad8;Sampled=1`;
  const entry = { Source: 'direct', DetailType: 'Step', Detail: '{}', TraceHeader };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
  await globe.settle();
  const { Messages } = await globe
    .client(SQSClient)
    .send(new ReceiveMessageCommand({ QueueUrl: queue.url, MessageSystemAttributeNames: ['AWSTraceHeader'] }));
  expect(Messages?.[0]?.Attributes?.AWSTraceHeader).toBe(TraceHeader);
});
