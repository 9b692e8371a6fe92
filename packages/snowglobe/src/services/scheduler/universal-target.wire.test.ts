import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateScheduleCommand,
  type CreateScheduleInput,
  GetScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
let scheduler: SchedulerClient;
let sqs: SQSClient;
const account = '000000000000';
const deadArn = `arn:aws:sqs:us-east-1:${account}:dead`;

const policy = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

async function role(RoleName: string, Action: string[]): Promise<string> {
  const iam = globe.client(IAMClient);
  const Principal = { Service: 'scheduler.amazonaws.com' };
  const AssumeRolePolicyDocument = policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = policy({ Effect: 'Allow', Action, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
  return `arn:aws:iam::${account}:role/${RoleName}`;
}

beforeAll(async () => {
  globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  scheduler = globe.client(SchedulerClient);
  sqs = globe.client(SQSClient);
  await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }));
  await role('mighty', ['dynamodb:*', 'kinesis:*', 'sqs:*', 'kms:Decrypt']);
});

afterAll(() => globe.stop());

const mighty = `arn:aws:iam::${account}:role/mighty`;

/** A schedule that runs in the next minute. */
async function once(action: string, Input: object, RoleArn = mighty, more: Partial<CreateScheduleInput> = {}) {
  const at = new Date(globe.globe.clock.now() + 30_000).toISOString().slice(0, 19);
  await scheduler.send(
    new CreateScheduleCommand({
      Name: action.replace(':', '-'),
      ScheduleExpression: `at(${at})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: `arn:aws:scheduler:::aws-sdk:${action}`,
        RoleArn,
        Input: JSON.stringify(Input),
        DeadLetterConfig: { Arn: deadArn },
      },
      ...more,
    }),
  );
  await globe.advance(60_000);
}

async function dead() {
  const QueueUrl = `${globe.endpoint}/${account}/dead`;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'], MaxNumberOfMessages: 10 }),
  );
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ MessageAttributes }) => MessageAttributes?.ERROR_CODE?.StringValue);
}

it('calls any operation in the name of its role, with what stands for the run filled in', async () => {
  const dynamodb = globe.client(DynamoDBClient);
  const key = { AttributeName: 'id', KeyType: 'HASH' } as const;
  const attribute = { AttributeName: 'id', AttributeType: 'S' } as const;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'runs',
      KeySchema: [key],
      AttributeDefinitions: [attribute],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await once('dynamodb:putItem', { TableName: 'runs', Item: { id: { S: '<aws.scheduler.scheduled-time>' } } });
  const { Items } = await dynamodb.send(new ScanCommand({ TableName: 'runs' }));
  expect(Items).toEqual([{ id: { S: '2026-01-01T00:00:30Z' } }]);
});

it('makes bytes of texts where the operation takes bytes', async () => {
  const kinesis = globe.client(KinesisClient);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'runs', ShardCount: 1 }));
  await globe.advance(60_000);
  await once('kinesis:putRecord', { StreamName: 'runs', PartitionKey: 'p', Data: 'Grüße' });
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: 'runs',
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  expect(Records.map(({ Data }) => Buffer.from(Data ?? []).toString('utf8'))).toEqual(['Grüße']);
});

it('what its role may not do, and what the service refuses, goes to the dead-letter queue', async () => {
  const weak = await role('weak', ['sqs:SendMessage']);
  await once('dynamodb:deleteTable', { TableName: 'runs' }, weak);
  await once('sqs:deleteQueue', { QueueUrl: `${globe.endpoint}/${account}/nowhere` });
  expect(new Set(await dead())).toEqual(new Set(['AccessDeniedException', 'QueueDoesNotExist']));
});

it.each([
  ['sqs:receiveMessage', {}, 'only reads'],
  ['ec2:runInstances', {}, 'not supported by Snowglobe'],
  ['sqs:flyAway', {}, 'not supported by Snowglobe'],
  ['sqs:sendMessage', { Body: 'x' }, 'has no parameter Body'],
])('%s with %j is refused', async (action, input, message) => {
  await expect(once(action, input)).rejects.toThrow(message);
});

it("a schedule with a customer's key runs as long as its role may use the key", async () => {
  const kms = globe.client(KMSClient);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KmsKeyArn = KeyMetadata?.Arn;
  const QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'kept' }))).QueueUrl ?? '';
  const send = { QueueUrl, MessageBody: 'run' };
  await once('sqs:sendMessage', send, mighty, { KmsKeyArn });
  const count = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.length ?? 0;
  expect(await count()).toBe(1);
  const Name = 'sqs-sendMessage';
  expect(await scheduler.send(new GetScheduleCommand({ Name }))).toMatchObject({ KmsKeyArn });

  const keyless = await role('keyless', ['sqs:*']);
  await once('sqs:sendMessage', send, keyless, { KmsKeyArn, Name: 'keyless' });
  expect(await dead()).toEqual(['AccessDeniedException']);
  await kms.send(new DisableKeyCommand({ KeyId: KmsKeyArn }));
  await expect(scheduler.send(new GetScheduleCommand({ Name }))).rejects.toThrow('is disabled');
});
