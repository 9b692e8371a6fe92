import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand, InvokeCommand, PutFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createQueue, type LambdaGlobe, messages, startLambda } from '../lambda/testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
let events: EventBridgeClient;
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

beforeAll(async () => {
  globe = await startLambda();
  events = globe.client(EventBridgeClient);
});

afterAll(() => globe.stop());

async function openQueue(name: string) {
  const queue = await createQueue(globe, name);
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: queue.arn },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await globe.client(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy } }));
  return queue;
}

it('invokes a function once it is allowed to', async () => {
  const name = await globe.create('exports.handler = async (event) => console.log("got", event.detail.n)');
  const dead = await openQueue('dead');
  const { RuleArn } = await events.send(new PutRuleCommand({ Name: 'call', EventPattern: '{"source": ["shop"]}' }));
  const Targets = [{ Id: 'f', Arn: functionArn(name), DeadLetterConfig: { Arn: dead.arn } }];
  await events.send(new PutTargetsCommand({ Rule: 'call', Targets }));
  const put = async (n: number) => {
    const entry = { Source: 'shop', DetailType: 'Order', Detail: JSON.stringify({ n }) };
    await events.send(new PutEventsCommand({ Entries: [entry] }));
    await globe.settle();
  };
  await put(1);
  await globe.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: 'events',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: RuleArn,
    }),
  );
  await put(2);
  const [refused] = await messages(globe, dead.url);
  expect(refused?.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
  const lines = (await globe.logs(name)).filter((line) => line.includes('got'));
  expect(lines).toEqual([expect.stringContaining('got 2')]);
});

it("hears what became of a function's asynchronous invocations", async () => {
  const name = await globe.create('exports.handler = async ({ n }) => ({ twice: 2 * n })');
  const heard = await openQueue('heard');
  await events.send(new PutRuleCommand({ Name: 'heard', EventPattern: '{"source": ["lambda"]}' }));
  await events.send(new PutTargetsCommand({ Rule: 'heard', Targets: [{ Id: 'q', Arn: heard.arn }] }));
  const Destination = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
  await globe.lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: name, DestinationConfig: { OnSuccess: { Destination } } }),
  );
  await globe.lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: '{"n":2}' }));
  await globe.settle();
  const [message] = await messages(globe, heard.url);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({
    'detail-type': 'Lambda Function Invocation Result - Success',
    source: 'lambda',
    resources: [Destination, `${functionArn(name)}:$LATEST`],
    detail: { requestPayload: { n: 2 }, responsePayload: { twice: 4 } },
  });
});
