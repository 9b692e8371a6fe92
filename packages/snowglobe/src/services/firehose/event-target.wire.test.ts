import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreatePipeCommand, PipesClient } from '@aws-sdk/client-pipes';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FirehoseGlobe, startFirehose, text } from './firehose-test-globe.ts';

let globe: FirehoseGlobe;

beforeEach(async () => {
  globe = await startFirehose();
  await globe.create('events', { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 } });
});

afterEach(() => globe.stop());

const streamArn = 'arn:aws:firehose:us-east-1:000000000000:deliverystream/events';

/** A role that a service may assume, to put records and read queues. */
async function role(...services: readonly string[]): Promise<string> {
  const iam = globe.client(IAMClient);
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const Principal = { Service: services };
  const AssumeRolePolicyDocument = document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'sender', AssumeRolePolicyDocument }));
  const Action = ['firehose:PutRecord', 'firehose:PutRecordBatch', 'sqs:*'];
  const PolicyDocument = document({ Effect: 'Allow', Action, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'sender', PolicyName: 'p', PolicyDocument }));
  return Role?.Arn ?? '';
}

async function written(): Promise<Uint8Array> {
  await globe.settle();
  await globe.pass(60);
  const [key] = await globe.keys();
  return globe.body(key);
}

it('takes events of a rule', async () => {
  const events = globe.client(EventBridgeClient);
  const RoleArn = await role('events.amazonaws.com');
  await events.send(new PutRuleCommand({ Name: 'all', EventPattern: '{"source":["shop"]}' }));
  await events.send(new PutTargetsCommand({ Rule: 'all', Targets: [{ Id: 't', Arn: streamArn, RoleArn }] }));
  const Entries = [{ Source: 'shop', DetailType: 'order', Detail: '{"id":1}' }];
  await events.send(new PutEventsCommand({ Entries }));
  expect(JSON.parse(text(await written()))).toMatchObject({ 'detail-type': 'order', detail: { id: 1 } });
});

it('takes the input of a schedule', async () => {
  const RoleArn = await role('scheduler.amazonaws.com');
  await globe.client(SchedulerClient).send(
    new CreateScheduleCommand({
      Name: 'tick',
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: streamArn, RoleArn, Input: '{"tick":true}' },
    }),
  );
  await globe.pass(60);
  expect(text(await written())).toMatch(/^(\{"tick":true\})+$/);
});

it('takes messages of a pipe', async () => {
  const RoleArn = await role('pipes.amazonaws.com');
  const sqs = globe.client(SQSClient);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'in' }));
  const Source = 'arn:aws:sqs:us-east-1:000000000000:in';
  const TargetParameters = { InputTemplate: '<$.body>' };
  const pipe = { Name: 'p', Source, Target: streamArn, RoleArn, TargetParameters };
  await globe.client(PipesClient).send(new CreatePipeCommand(pipe));
  await globe.pass(60);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"id":1}' }));
  await globe.pass(60);
  expect(text(await written())).toContain('"id":1');
});
