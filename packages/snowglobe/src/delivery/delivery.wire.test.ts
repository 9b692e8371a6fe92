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
import { type LambdaGlobe, startLambda } from '../services/lambda/testing/start-lambda.ts';

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
