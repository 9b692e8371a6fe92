import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { ListQueuesCommand, ListQueueTagsCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arnOf, type SqsGlobe, startSqs } from './sqs-test-globe.ts';

let globe: SqsGlobe;
let stacks: CloudFormationClient;

beforeAll(async () => {
  globe = await startSqs();
  stacks = globe.client(CloudFormationClient);
});

afterAll(() => globe.stop());

const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });
const ref = (name: string) => ({ Ref: name });

const template = (queue: object) =>
  JSON.stringify({
    Resources: {
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'work',
          RedrivePolicy: { deadLetterTargetArn: att('Dead', 'Arn'), maxReceiveCount: 3 },
          Tags: [{ Key: 'team', Value: 'a' }],
          ...queue,
        },
      },
      Ordered: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, ContentBasedDeduplication: true } },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [ref('Queue')],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: att('Queue', 'Arn') }],
          },
        },
      },
    },
    Outputs: {
      Url: { Value: ref('Queue') },
      Arn: { Value: att('Queue', 'Arn') },
      Name: { Value: att('Queue', 'QueueName') },
      OrderedName: { Value: att('Ordered', 'QueueName') },
    },
  });

async function outputs(): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'queues' }));
  expect(Stacks?.[0]?.StackStatus).toMatch(/_COMPLETE$/);
  expect(Stacks?.[0]?.StackStatus).not.toMatch(/ROLLBACK/);
  return Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue ?? '']));
}

it('makes, changes and deletes queues and their policies', async () => {
  const first = template({ VisibilityTimeout: 60, DelaySeconds: 5 });
  await stacks.send(new CreateStackCommand({ StackName: 'queues', TemplateBody: first }));
  const { Url: url = '', Arn, Name, OrderedName } = await outputs();
  expect({ url, Arn, Name }).toEqual({ url: `${globe.endpoint}/000000000000/work`, Arn: arnOf('work'), Name: 'work' });
  expect(OrderedName).toMatch(/^queues-Ordered-\w{12}\.fifo$/);
  const created = await globe.attributes(url);
  expect(created).toMatchObject({ VisibilityTimeout: '60', DelaySeconds: '5' });
  expect(JSON.parse(created.RedrivePolicy ?? '')).toEqual({ deadLetterTargetArn: arnOf('dead'), maxReceiveCount: 3 });
  expect(created.Policy).toContain('sqs:SendMessage');

  const second = template({ VisibilityTimeout: 90, Tags: [{ Key: 'owner', Value: 'b' }] });
  await stacks.send(new UpdateStackCommand({ StackName: 'queues', TemplateBody: second }));
  await outputs();
  expect(await globe.attributes(url)).toMatchObject({ VisibilityTimeout: '90', DelaySeconds: '0' });
  const { Tags } = await globe.sqs.send(new ListQueueTagsCommand({ QueueUrl: url }));
  expect(Tags).toMatchObject({ owner: 'b' });
  expect(Tags).not.toHaveProperty('team');

  await stacks.send(new DeleteStackCommand({ StackName: 'queues' }));
  await globe.settle();
  expect((await globe.sqs.send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
});
