import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeStreamSummaryCommand,
  GetResourcePolicyCommand,
  ListStreamConsumersCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arnOf, type KinesisGlobe, startKinesis } from './kinesis-test-globe.ts';

let globe: KinesisGlobe;
let stacks: CloudFormationClient;

beforeAll(async () => {
  globe = await startKinesis();
  stacks = globe.client(CloudFormationClient);
});

afterAll(() => globe.stop());

const arn = { 'Fn::GetAtt': ['Stream', 'Arn'] };

const template = (stream: object) =>
  JSON.stringify({
    Resources: {
      Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'events', ...stream } },
      Consumer: {
        Type: 'AWS::Kinesis::StreamConsumer',
        Properties: { ConsumerName: 'reader', StreamARN: arn },
      },
      Policy: {
        Type: 'AWS::Kinesis::ResourcePolicy',
        Properties: {
          ResourceArn: arn,
          ResourcePolicy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kinesis:PutRecord', Resource: arn }],
          },
        },
      },
    },
    Outputs: { Arn: { Value: arn }, Name: { Value: { Ref: 'Stream' } } },
  });

async function outputs() {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'streams' }));
  expect(Stacks?.[0]?.StackStatus).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
  return Object.fromEntries((Stacks?.[0]?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue]));
}

const summary = async () =>
  (await globe.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: 'events' }))).StreamDescriptionSummary;

it('makes, changes and deletes streams with their consumers and policies', async () => {
  const first = template({
    ShardCount: 1,
    RetentionPeriodHours: 48,
    StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' },
    DesiredShardLevelMetrics: ['IncomingBytes'],
  });
  await stacks.send(new CreateStackCommand({ StackName: 'streams', TemplateBody: first }));
  expect(await outputs()).toEqual({ Arn: arnOf('events'), Name: 'events' });
  expect(await summary()).toMatchObject({
    OpenShardCount: 1,
    RetentionPeriodHours: 48,
    EncryptionType: 'KMS',
    KeyId: 'alias/aws/kinesis',
    EnhancedMonitoring: [{ ShardLevelMetrics: ['IncomingBytes'] }],
    ConsumerCount: 1,
  });
  const consumers = await globe.kinesis.send(new ListStreamConsumersCommand({ StreamARN: arnOf('events') }));
  expect(consumers.Consumers?.[0]?.ConsumerName).toBe('reader');
  const policy = await globe.kinesis.send(new GetResourcePolicyCommand({ ResourceARN: arnOf('events') }));
  expect(policy.Policy).toContain('kinesis:PutRecord');

  const second = template({ ShardCount: 2, RetentionPeriodHours: 24 });
  await stacks.send(new UpdateStackCommand({ StackName: 'streams', TemplateBody: second }));
  await outputs();
  expect(await summary()).toMatchObject({
    OpenShardCount: 2,
    RetentionPeriodHours: 24,
    EncryptionType: 'NONE',
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  });

  await stacks.send(new DeleteStackCommand({ StackName: 'streams' }));
  await globe.settle();
  expect((await globe.kinesis.send(new ListStreamsCommand({}))).StreamNames).toEqual([]);
});
