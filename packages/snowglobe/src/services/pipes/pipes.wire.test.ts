import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStreamCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import {
  CreatePipeCommand,
  type CreatePipeRequest,
  DeletePipeCommand,
  DescribePipeCommand,
  ListPipesCommand,
  ListTagsForResourceCommand,
  PipesClient,
  StartPipeCommand,
  StopPipeCommand,
  TagResourceCommand,
  UpdatePipeCommand,
} from '@aws-sdk/client-pipes';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueue, type LambdaGlobe, startLambda } from '../lambda/testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
let pipes: PipesClient;
let sqs: SQSClient;
const RoleArn = 'arn:aws:iam::000000000000:role/pipes';
const arnOf = (service: string, rest: string) => `arn:aws:${service}:us-east-1:000000000000:${rest}`;

beforeAll(async () => {
  globe = await startLambda({ clock: 'held', startAt: Date.UTC(2026, 0, 1) });
  pipes = globe.client(PipesClient);
  sqs = globe.client(SQSClient);
  const iam = globe.client(IAMClient);
  for (const name of ['pipes', 'events']) {
    const Principal = { Service: `${name}.amazonaws.com` };
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const allow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const PolicyDocument = JSON.stringify(allow);
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'all', PolicyDocument }));
  }
});

afterAll(() => globe.stop());

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

describe('a pipe from a queue', () => {
  it('hands on what its filter lets through, enriched and by its template', async () => {
    const [from, to] = [await createQueue(globe, 'from'), await createQueue(globe, 'to')];
    const enricher = await globe.create(
      'exports.handler = async (events) => events.map(({ n }) => ({ twice: 2 * n }))',
    );
    await create('enriched', from.arn, to.arn, {
      SourceParameters: { FilterCriteria: { Filters: [{ Pattern: '{"body": {"n": [{"numeric": [">", 1]}]}}' }] } },
      Enrichment: arnOf('lambda', `function:${enricher}`),
      EnrichmentParameters: { InputTemplate: '{"n": <$.body.n>}' },
      TargetParameters: { InputTemplate: '{"result": <$.twice>, "pipe": "<aws.pipes.pipe-name>"}' },
    });
    for (const n of [1, 2, 3]) await send(from.url, { n });
    const found = await bodies(to.url);
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        { result: 4, pipe: 'enriched' },
        { result: 6, pipe: 'enriched' },
      ]),
    );
    await globe.advance(60_000);
    expect(await bodies(from.url)).toEqual([]);
  });

  it('keeps the messages that the target does not take', async () => {
    const [from, to] = [await createQueue(globe, 'from-partial'), await createQueue(globe, 'out')];
    const target = await globe.create(
      `exports.handler = async (events) => ({
         batchItemFailures: events.filter(({ body }) => body === '"bad"').map(({ messageId }) => ({ itemIdentifier: messageId })),
       })`,
    );
    await create('partial', from.arn, arnOf('lambda', `function:${target}`));
    await send(from.url, 'good');
    await send(from.url, 'bad');
    await globe.settle();
    await pipes.send(new StopPipeCommand({ Name: 'partial' }));
    await globe.advance(31_000);
    expect(await bodies(from.url)).toEqual(['bad']);
    await pipes.send(new UpdatePipeCommand({ Name: 'partial', RoleArn, Target: to.arn }));
    await pipes.send(new StartPipeCommand({ Name: 'partial' }));
    await send(from.url, 'bad');
    expect(await bodies(to.url)).toMatchObject([{ body: '"bad"', eventSource: 'aws:sqs' }]);
    await pipes.send(new DeletePipeCommand({ Name: 'partial' }));
    await send(from.url, 'late');
    expect(await bodies(to.url)).toEqual([]);
  });
});

describe('a pipe from a stream', () => {
  it('hands on the records of Kinesis to a bus', async () => {
    const to = await createQueue(globe, 'heard');
    const events = globe.client(EventBridgeClient);
    await events.send(new PutRuleCommand({ Name: 'heard', EventPattern: '{"source": ["sensors"]}' }));
    const Targets = [{ Id: 'q', Arn: to.arn, RoleArn: 'arn:aws:iam::000000000000:role/events' }];
    await events.send(new PutTargetsCommand({ Rule: 'heard', Targets }));
    const kinesis = globe.client(KinesisClient);
    await kinesis.send(new CreateStreamCommand({ StreamName: 'readings', ShardCount: 1 }));
    await globe.advance(60_000);
    await create('readings', arnOf('kinesis', 'stream/readings'), arnOf('events', 'event-bus/default'), {
      SourceParameters: { KinesisStreamParameters: { StartingPosition: 'TRIM_HORIZON' } },
      TargetParameters: {
        InputTemplate: '{"degrees": <$.data.degrees>}',
        EventBridgeEventBusParameters: { Source: 'sensors', DetailType: '$.data.kind' },
      },
    });
    const Data = Buffer.from('{"kind":"Warm","degrees":21}');
    await kinesis.send(new PutRecordCommand({ StreamName: 'readings', PartitionKey: 'a', Data }));
    expect(await bodies(to.url)).toMatchObject([{ 'detail-type': 'Warm', detail: { degrees: 21 } }]);
  });

  it('hands on the changes of a table, and gives up on what fails to its dead-letter queue', async () => {
    const dead = await createQueue(globe, 'dead');
    const dynamodb = globe.client(DynamoDBClient);
    const { TableDescription } = await dynamodb.send(
      new CreateTableCommand({
        TableName: 'things',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      }),
    );
    const stream = TableDescription?.LatestStreamArn ?? '';
    const target = await globe.create('exports.handler = async () => { throw new Error("no"); }');
    const { Arn } = await create('things', stream, arnOf('lambda', `function:${target}`), {
      SourceParameters: {
        DynamoDBStreamParameters: {
          StartingPosition: 'LATEST',
          MaximumRetryAttempts: 1,
          DeadLetterConfig: { Arn: dead.arn },
        },
      },
    });
    await globe.settle();
    await dynamodb.send(new PutItemCommand({ TableName: 'things', Item: { id: { S: '1' } } }));
    await globe.advance(60_000);
    expect(await bodies(dead.url)).toMatchObject([
      {
        context: { partnerResourceArn: Arn, condition: 'RetryAttemptsExhausted' },
        version: '1.0',
        DDBStreamBatchInfo: { batchSize: 1, streamArn: stream },
      },
    ]);
  });
});

it('pipes are described, listed, tagged and refused', async () => {
  const from = await createQueue(globe, 'listed');
  const { Arn } = await create('listed', from.arn, from.arn, { DesiredState: 'STOPPED', Tags: { a: '1' } });
  expect(Arn).toBe(arnOf('pipes', 'pipe/listed'));
  expect(await pipes.send(new DescribePipeCommand({ Name: 'listed' }))).toMatchObject({
    CurrentState: 'STOPPED',
    Source: from.arn,
    RoleArn,
  });
  const { Pipes } = await pipes.send(new ListPipesCommand({ NamePrefix: 'list' }));
  expect(Pipes?.map(({ Name }) => Name)).toEqual(['listed']);
  await pipes.send(new TagResourceCommand({ resourceArn: Arn, tags: { b: '2' } }));
  const { tags } = await pipes.send(new ListTagsForResourceCommand({ resourceArn: Arn }));
  expect(tags).toEqual({ a: '1', b: '2' });
  await expect(create('listed', from.arn, from.arn)).rejects.toMatchObject({ name: 'ConflictException' });
  await expect(create('x', arnOf('kafka', 'cluster/c'), from.arn)).rejects.toThrow('The source');
  await expect(create('x', from.arn, arnOf('ecs', 'cluster/c'))).rejects.toThrow('The target');
  await expect(create('x', arnOf('sqs', 'none'), from.arn)).rejects.toThrow('does not exist');
  await expect(pipes.send(new DescribePipeCommand({ Name: 'none' }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

it('stacks make and delete pipes', async () => {
  const stacks = globe.client(CloudFormationClient);
  const att = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
  const TemplateBody = JSON.stringify({
    Resources: {
      From: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'stack-from' } },
      To: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'stack-to' } },
      Pipe: {
        Type: 'AWS::Pipes::Pipe',
        Properties: { Source: att('From'), Target: att('To'), RoleArn, Tags: { a: '1' } },
      },
    },
  });
  await stacks.send(new CreateStackCommand({ StackName: 'piped', TemplateBody }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'piped' }));
  expect(Stacks?.[0]).toMatchObject({ StackStatus: 'CREATE_COMPLETE' });
  await send(`${globe.endpoint}/000000000000/stack-from`, { n: 1 });
  expect(await bodies(`${globe.endpoint}/000000000000/stack-to`)).toMatchObject([{ body: '{"n":1}' }]);
  await stacks.send(new DeleteStackCommand({ StackName: 'piped' }));
  await globe.settle();
  const { Pipes } = await pipes.send(new ListPipesCommand({ NamePrefix: 'piped' }));
  expect(Pipes).toEqual([]);
});
