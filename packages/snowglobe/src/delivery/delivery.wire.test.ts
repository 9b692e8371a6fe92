import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateTableCommand, DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { CreateEventSourceMappingCommand, type CreateEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LambdaGlobe, startLambda } from '../services/lambda/testing/lambda-test-globe.ts';
import { startTestGlobe } from '../testing/start-test-globe.ts';

let globe: LambdaGlobe;

beforeEach(async () => {
  globe = await startLambda({ clock: 'held' });
});

afterEach(() => globe.stop());

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';

async function map(EventSourceArn: string, code: string, more: Partial<CreateEventSourceMappingRequest> = {}) {
  const FunctionName = await globe.create(code);
  await globe.lambda.send(new CreateEventSourceMappingCommand({ EventSourceArn, FunctionName, ...more }));
  await globe.settle();
  return FunctionName;
}

async function createQueue(QueueName: string) {
  const sqs = globe.client(SQSClient);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  return { sqs, QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}` };
}

const echo =
  'exports.handler = async (event) => { for (const r of event.Records) console.log("got", r.body ?? r.kinesis.data); };';
const broken = 'exports.handler = async () => { throw new Error("broken"); };';

it('carries a message from SQS to a function and deletes it', async () => {
  const { sqs, QueueUrl, arn } = await createQueue('q');
  const name = await map(arn, echo);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  const log = await globe.logs(name);
  expect(log.some((line) => line.includes('got hello'))).toBe(true);
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  expect(Attributes?.ApproximateNumberOfMessages).toBe('0');
  expect(Attributes?.ApproximateNumberOfMessagesNotVisible).toBe('0');
});

it('carries records from Kinesis to a function', async () => {
  const kinesis = globe.client(KinesisClient);
  await kinesis.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 2 }));
  const name = await map(streamArn, echo, { StartingPosition: 'LATEST' });
  const Records = ['a', 'b', 'c'].map((key) => ({ Data: Buffer.from(key), PartitionKey: key }));
  await kinesis.send(new PutRecordsCommand({ StreamName: 's', Records }));
  const log = (await globe.logs(name)).join('');
  for (const key of ['a', 'b', 'c']) expect(log).toContain(`got ${Buffer.from(key).toString('base64')}`);
});

it('tells an SQS queue of a batch that a function fails for good, in the name of the function role', async () => {
  const kinesis = globe.client(KinesisClient);
  const { sqs, QueueUrl, arn } = await createQueue('failures');
  await kinesis.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
  await map(streamArn, broken, {
    StartingPosition: 'TRIM_HORIZON',
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: arn } },
  });
  const Records = [{ Data: Buffer.from('x'), PartitionKey: 'x' }];
  await kinesis.send(new PutRecordsCommand({ StreamName: 's', Records }));
  await globe.advance(60_000);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(JSON.parse(Messages?.[0]?.Body ?? '')).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    KinesisBatchInfo: { batchSize: 1, streamArn },
  });
});

it('carries the changes of a DynamoDB table that a filter lets through', async () => {
  const dynamodb = globe.client(DynamoDBClient);
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName: 'things',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  const name = await map(
    TableDescription?.LatestStreamArn ?? '',
    'exports.handler = async (event) => { for (const r of event.Records) console.log(r.eventName, r.dynamodb.Keys.id.S); };',
    {
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: {
        Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"kind":{"S":["a"]}}}}' }],
      },
    },
  );
  const put = (id: string, kind: string) =>
    dynamodb.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: id }, kind: { S: kind } } }));
  await put('one', 'a');
  await put('two', 'b');
  await put('one', 'a');
  await dynamodb.send(new DeleteItemCommand({ TableName: 'things', Key: { id: { S: 'one' } } }));
  await put('three', 'a');
  const events = (await globe.logs(name)).filter((line) => /INSERT|MODIFY|REMOVE/.test(line));
  expect(events.map((line) => /(INSERT|MODIFY|REMOVE) \w+/.exec(line)?.[0])).toEqual(['INSERT one', 'INSERT three']);
});

it('goes on after a restart where it was, with what was delayed or written in between', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'delivery-'));
  const startAt = Date.UTC(2026, 0, 1);
  try {
    const before = await startLambda({ clock: 'held', dataFolder, startAt });
    const kinesis = before.client(KinesisClient);
    const sqs = before.client(SQSClient);
    const FunctionName = await before.create(echo);
    await kinesis.send(new CreateStreamCommand({ StreamName: 's', ShardCount: 1 }));
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
    const sources = [streamArn, 'arn:aws:sqs:us-east-1:000000000000:q'];
    for (const EventSourceArn of sources) {
      const position = EventSourceArn === streamArn ? { StartingPosition: 'LATEST' as const } : {};
      await before.lambda.send(new CreateEventSourceMappingCommand({ EventSourceArn, FunctionName, ...position }));
    }
    const record = (text: string) => ({ StreamName: 's', Records: [{ Data: Buffer.from(text), PartitionKey: 'k' }] });
    await kinesis.send(new PutRecordsCommand(record('first')));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'delayed', DelaySeconds: 60 }));
    await before.settle();
    await before.stop();

    const after = await startTestGlobe({ clock: 'held', dataFolder, startAt });
    await after.client(KinesisClient).send(new PutRecordsCommand(record('second')));
    await after.advance(60_000);
    const logs = after.client(CloudWatchLogsClient);
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: 'got' }),
    );
    await after.stop();
    const got = events.map((event) => /got (\S+)/.exec(event.message ?? '')?.[1]);
    const data = (text: string) => Buffer.from(text).toString('base64');
    expect(got).toHaveLength(3);
    expect(new Set(got)).toEqual(new Set([data('first'), data('second'), 'delayed']));
  } finally {
    await rm(dataFolder, { recursive: true });
  }
});
