import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipOfTexts } from '../execution/code-folders.ts';
import { startTestGlobe, type TestGlobe } from '../testing/start-test-globe.ts';

let globe: TestGlobe;
beforeEach(async () => {
  globe = await startTestGlobe();
});
// Throws when the globe had faults.
afterEach(() => globe.stop());

const document = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });

async function createFunction(FunctionName: string, code: string): Promise<void> {
  const iam = globe.client(IAMClient);
  const trust = document({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: FunctionName, AssumeRolePolicyDocument: trust }));
  const PolicyDocument = document({ Action: '*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: FunctionName, PolicyName: 'all', PolicyDocument }));
  await globe.client(LambdaClient).send(
    new CreateFunctionCommand({
      FunctionName,
      Role: Role?.Arn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 30,
      Code: { ZipFile: zipOfTexts({ 'index.js': code }) },
    }),
  );
}

async function createQueue(QueueName: string): Promise<string> {
  const { QueueUrl = '' } = await globe.client(SQSClient).send(new CreateQueueCommand({ QueueName }));
  return QueueUrl;
}

/** Resolves once an activity with this label is under way. */
async function underWay(label: string): Promise<void> {
  for (;;) {
    const { ongoing } = (await (await fetch(`${globe.endpoint}/_snowglobe/activity`)).json()) as { ongoing: string[] };
    if (ongoing.includes(label)) return;
  }
}

const nothing = { functions: [], queues: [], faults: [] };

/** What is left when all is done that is to be done. */
async function remains(): Promise<object> {
  await globe.settle();
  const { Functions: functions } = await globe.client(LambdaClient).send(new ListFunctionsCommand({}));
  const { QueueUrls: queues = [] } = await globe.client(SQSClient).send(new ListQueuesCommand({}));
  return { functions, queues, faults: globe.faults };
}

it('ends a function that runs, telling its caller, and functions run again afterwards', async () => {
  await createFunction('endless', `exports.handler = () => new Promise(() => setInterval(() => {}, 1000))`);
  const lambda = globe.client(LambdaClient);
  const invoked = lambda.send(new InvokeCommand({ FunctionName: 'endless' }));
  await underWay('invocation function endless');
  await globe.clear();
  expect((await invoked).FunctionError).toBe('Unhandled');
  expect(await remains()).toEqual(nothing);
  await createFunction('hello', `exports.handler = async () => 'hello'`);
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'hello' }));
  expect(Payload?.transformToString()).toBe('"hello"');
});

it('forgets retries that are due later, of invocations and of messages', async () => {
  await createFunction('failing', `exports.handler = async () => { throw new Error('no') }`);
  const url = await createQueue('jobs');
  const { Attributes } = await globe
    .client(SQSClient)
    .send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
  const lambda = globe.client(LambdaClient);
  await lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: 'failing', EventSourceArn: Attributes?.['QueueArn'] }),
  );
  await lambda.send(new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event' }));
  await globe.client(SQSClient).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
  await globe.settle();
  await globe.clear();
  expect(await remains()).toEqual(nothing);
});

it('answers a long poll at once, with nothing', async () => {
  const url = await createQueue('quiet');
  const sqs = globe.client(SQSClient);
  const polled = sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }));
  // The poll is no longer counted as work once it waits.
  await globe.settle();
  const startedAt = globe.globe.clock.now();
  await globe.clear();
  expect((await polled).Messages ?? []).toEqual([]);
  expect(globe.globe.clock.now() - startedAt).toBeLessThan(10_000);
  expect(await remains()).toEqual(nothing);
});

it('gives up a stack on its way, and takes one of the same name again', async () => {
  const cloudformation = globe.client(CloudFormationClient);
  const TemplateBody = JSON.stringify({
    Resources: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`Q${n}`, { Type: 'AWS::SQS::Queue' }])),
  });
  await cloudformation.send(new CreateStackCommand({ StackName: 'app', TemplateBody }));
  await globe.clear();
  expect(await remains()).toEqual(nothing);
  await cloudformation.send(new CreateStackCommand({ StackName: 'app', TemplateBody }));
  await globe.settle();
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: 'app' }));
  expect(Stacks?.[0]?.StackStatus).toBe('CREATE_COMPLETE');
});

it('leaves nothing that would act twice: an object tells of itself once', async () => {
  const tell = async () => {
    const QueueUrl = await createQueue('events');
    const QueueArn = 'arn:aws:sqs:us-east-1:000000000000:events';
    const s3 = globe.client(S3Client, { forcePathStyle: true });
    const sqs = globe.client(SQSClient);
    const Policy = document({ Principal: '*', Action: 'sqs:SendMessage', Resource: QueueArn });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await s3.send(new CreateBucketCommand({ Bucket: 'things' }));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: 'things',
        SkipDestinationValidation: true,
        NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: ['s3:ObjectCreated:*'] }] },
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket: 'things', Key: 'a', Body: 'b' }));
    await globe.settle();
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    return Messages.filter(({ Body }) => Body?.includes('ObjectCreated')).length;
  };
  expect(await tell()).toBe(1);
  await globe.clear();
  await globe.clear();
  expect(await tell()).toBe(1);
});

it('may be asked for twice at once', async () => {
  await createFunction('hello', `exports.handler = async () => 'hello'`);
  await Promise.all([globe.clear(), globe.clear()]);
  expect(await remains()).toEqual(nothing);
});
