import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, type CreateFunctionRequest, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { zipOfTexts } from '../../../execution/code-folders.ts';
import type { SnowglobeOptions } from '../../../snowglobe.ts';
import { startTestGlobe, type TestGlobe } from '../../../testing/start-test-globe.ts';

export const roleArn = 'arn:aws:iam::000000000000:role/function-role';

/** A globe with an execution role, for tests of the Lambda service. */
export interface LambdaGlobe extends TestGlobe {
  readonly lambda: LambdaClient;
  /** Creates a function from its files (or from the text of index.js) and returns its name. */
  create(code: string | Readonly<Record<string, string>>, more?: Partial<CreateFunctionRequest>): Promise<string>;
  /** Invokes and parses the answer; throws when the function failed. */
  answer(name: string, event?: unknown): Promise<unknown>;
  /** The messages of a function's log. */
  logs(name: string): Promise<readonly string[]>;
}

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

export const allowing = (...actions: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** `actions`: what the execution role may do; default: everything. */
export async function startLambda(options: SnowglobeOptions = {}, actions: string[] = ['*']): Promise<LambdaGlobe> {
  const globe = await startTestGlobe(options);
  const lambda = globe.client(LambdaClient);
  const iam = globe.client(IAMClient);
  await iam.send(
    new CreateRoleCommand({ RoleName: 'function-role', AssumeRolePolicyDocument: trust('lambda.amazonaws.com') }),
  );
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'function-role', PolicyName: 'all', PolicyDocument: allowing(...actions) }),
  );
  let count = 0;
  return {
    ...globe,
    lambda,
    async create(code, more = {}) {
      count += 1;
      const FunctionName = more.FunctionName ?? `f${count}`;
      const ZipFile = zipOfTexts(typeof code === 'string' ? { 'index.js': code } : code);
      const base = { FunctionName, Role: roleArn, Runtime: 'nodejs22.x', Handler: 'index.handler' } as const;
      await lambda.send(new CreateFunctionCommand({ ...base, Code: { ZipFile }, ...more }));
      return FunctionName;
    },
    async answer(FunctionName, event = {}) {
      const { Payload, FunctionError } = await lambda.send(
        new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
      );
      const text = Payload?.transformToString() ?? '';
      if (FunctionError) throw new Error(text);
      return JSON.parse(text);
    },
    async logs(name) {
      await globe.settle();
      const logs = globe.client(CloudWatchLogsClient);
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }));
      return events.map((event) => event.message ?? '');
    },
  };
}

/** A queue's URL and ARN. */
export async function createQueue(globe: TestGlobe, QueueName: string, Attributes: Record<string, string> = {}) {
  const sqs = globe.client(SQSClient);
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const { Attributes: found } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { url: QueueUrl, arn: found?.QueueArn ?? '' };
}

/** What lies in a queue, with message attributes. */
export async function messages(globe: TestGlobe, QueueUrl: string) {
  const sqs = globe.client(SQSClient);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
  );
  return Messages;
}
