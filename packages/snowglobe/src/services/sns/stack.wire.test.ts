import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueArnOf, type SnsGlobe, startSns } from './sns-test-globe.ts';

let globe: SnsGlobe;
let stacks: CloudFormationClient;
beforeAll(async () => {
  globe = await startSns();
  stacks = globe.client(CloudFormationClient);
});
afterAll(() => globe.stop());

const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });
const ref = (name: string) => ({ Ref: name });

const template = (topic: object, subscription: object) =>
  JSON.stringify({
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news', ...topic } },
      Ordered: { Type: 'AWS::SNS::Topic', Properties: { FifoTopic: true, ContentBasedDeduplication: true } },
      Policy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [ref('Topic')],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sns:Publish',
                Resource: ref('Topic'),
              },
            ],
          },
        },
      },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: queueArnOf('work'), ...subscription },
      },
    },
    Outputs: {
      Arn: { Value: ref('Topic') },
      TopicArn: { Value: att('Topic', 'TopicArn') },
      Name: { Value: att('Topic', 'TopicName') },
      OrderedName: { Value: att('Ordered', 'TopicName') },
      Subscription: { Value: ref('Subscription') },
    },
  });

async function outputs(): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'topics' }));
  expect(Stacks?.[0]?.StackStatus).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
  return Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue ?? '']));
}

async function endpointsOf(TopicArn: string): Promise<readonly string[]> {
  const { Subscriptions = [] } = await globe.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  return Subscriptions.map((subscription) => subscription.Endpoint ?? '').toSorted();
}

test('makes, changes and deletes topics, their policies and subscriptions', async () => {
  const inline = (name: string) => ({ Protocol: 'sqs', Endpoint: queueArnOf(name) });
  const first = template(
    { DisplayName: 'News', Subscription: [inline('one'), inline('two')], Tags: [{ Key: 'team', Value: 'a' }] },
    { FilterPolicy: { kind: ['order'] }, RawMessageDelivery: true },
  );
  await stacks.send(new CreateStackCommand({ StackName: 'topics', TemplateBody: first }));
  const { Arn = '', TopicArn, Name, OrderedName, Subscription = '' } = await outputs();
  expect({ TopicArn, Name }).toEqual({ TopicArn: Arn, Name: 'news' });
  expect(Arn).toBe('arn:aws:sns:us-east-1:000000000000:news');
  expect(OrderedName).toMatch(/^topics-Ordered-\w{12}\.fifo$/);
  const topic = async () => (await globe.sns.send(new GetTopicAttributesCommand({ TopicArn: Arn }))).Attributes;
  expect(await topic()).toMatchObject({ DisplayName: 'News', Policy: expect.stringContaining('events.amazonaws.com') });
  expect(await endpointsOf(Arn)).toEqual(['one', 'two', 'work'].map(queueArnOf));
  const subscription = async () =>
    (await globe.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: Subscription }))).Attributes;
  expect(await subscription()).toMatchObject({ FilterPolicy: '{"kind":["order"]}', RawMessageDelivery: 'true' });

  const second = template(
    { Subscription: [inline('two'), inline('three')], Tags: [{ Key: 'owner', Value: 'b' }] },
    { FilterPolicy: { order: { kind: ['a'] } }, FilterPolicyScope: 'MessageBody' },
  );
  await stacks.send(new UpdateStackCommand({ StackName: 'topics', TemplateBody: second }));
  await outputs();
  expect(await topic()).toMatchObject({ DisplayName: '' });
  expect(await endpointsOf(Arn)).toEqual(['three', 'two', 'work'].map(queueArnOf));
  expect(await subscription()).toMatchObject({ FilterPolicyScope: 'MessageBody', RawMessageDelivery: 'false' });
  const { Tags } = await globe.sns.send(new ListTagsForResourceCommand({ ResourceArn: Arn }));
  expect(Tags).toContainEqual({ Key: 'owner', Value: 'b' });
  expect(Tags).not.toContainEqual({ Key: 'team', Value: 'a' });

  await stacks.send(new DeleteStackCommand({ StackName: 'topics' }));
  await globe.settle();
  expect((await globe.sns.send(new ListTopicsCommand({}))).Topics).toEqual([]);
});

test('inline policies, archives, logs of deliveries, and subscriptions to a topic of another region', async () => {
  const far = await globe.client(SNSClient, { region: 'eu-west-1' }).send(new CreateTopicCommand({ Name: 'far' }));
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sns:Publish', Resource: '*' },
  ];
  const role = 'arn:aws:iam::000000000000:role/feedback';
  const TemplateBody = (days: number) =>
    JSON.stringify({
      Resources: {
        Topic: {
          Type: 'AWS::SNS::Topic',
          Properties: {
            TopicName: 'kept.fifo',
            FifoTopic: true,
            ArchivePolicy: { MessageRetentionPeriod: days },
            DeliveryStatusLogging: [{ Protocol: 'sqs', FailureFeedbackRoleArn: role, SuccessFeedbackSampleRate: '5' }],
          },
        },
        Policy: {
          Type: 'AWS::SNS::TopicInlinePolicy',
          Properties: { TopicArn: ref('Topic'), PolicyDocument: { Version: '2012-10-17', Statement } },
        },
        Far: {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: far.TopicArn, Protocol: 'sqs', Endpoint: queueArnOf('near'), Region: 'eu-west-1' },
        },
      },
      Outputs: { Arn: { Value: ref('Topic') }, Far: { Value: ref('Far') } },
    });
  await stacks.send(new CreateStackCommand({ StackName: 'topics', TemplateBody: TemplateBody(3) }));
  const { Arn: TopicArn, Far } = await outputs();
  const topic = async () => (await globe.sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes;
  expect(await topic()).toMatchObject({
    ArchivePolicy: '{"MessageRetentionPeriod":3}',
    SQSFailureFeedbackRoleArn: role,
    SQSSuccessFeedbackSampleRate: '5',
    Policy: expect.stringContaining('s3.amazonaws.com'),
  });
  expect(Far).toMatch(/^arn:aws:sns:eu-west-1:000000000000:far:/);
  await stacks.send(new UpdateStackCommand({ StackName: 'topics', TemplateBody: TemplateBody(5) }));
  await outputs();
  expect(await topic()).toMatchObject({ ArchivePolicy: '{"MessageRetentionPeriod":5}' });
  await stacks.send(new DeleteStackCommand({ StackName: 'topics' }));
  await globe.settle();
  expect((await globe.sns.send(new ListTopicsCommand({}))).Topics).toEqual([]);
});
