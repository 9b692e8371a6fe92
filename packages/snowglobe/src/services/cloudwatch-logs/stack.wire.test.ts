import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
beforeAll(async () => {
  globe = await startTestGlobe();
});
afterAll(() => globe.stop());

const template = JSON.stringify({
  Resources: {
    Group: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: '/aws/lambda/early', RetentionInDays: 7, Tags: [{ Key: 'a', Value: 'b' }] },
    },
    Stream: {
      Type: 'AWS::Logs::LogStream',
      Properties: { LogGroupName: { Ref: 'Group' }, LogStreamName: 'one' },
    },
  },
  Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Group', 'Arn'] } } },
});

it('a log group that a function made before its stack did becomes the stack’s', async () => {
  const { globe: world } = globe;
  const scope = { account: '000000000000', region: 'us-east-1' };
  const cause = world.causes.begin('system', 'test');
  const iamCall = { service: 'iam', scope, caller: { kind: 'root', account: scope.account }, cause } as const;
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const RoleName = 'function';
  await world.call({ ...iamCall, operation: 'CreateRole', input: { RoleName, AssumeRolePolicyDocument } });
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await world.call({ ...iamCall, operation: 'AttachRolePolicy', input: { RoleName, PolicyArn } });
  const caller = world.assumeRole('arn:aws:iam::000000000000:role/function', 'lambda.amazonaws.com', 'early');
  const input = { logGroupName: '/aws/lambda/early' };
  await world.call({ service: 'cloudwatch-logs', operation: 'CreateLogGroup', input, scope, caller, cause });

  const stacks = globe.client(CloudFormationClient);
  await stacks.send(new CreateStackCommand({ StackName: 'logs', TemplateBody: template }));
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 'logs' }));
  expect(Stacks?.[0]?.StackStatus).toBe('CREATE_COMPLETE');
  expect(Stacks?.[0]?.Outputs?.[0]?.OutputValue).toBe(
    'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/early:*',
  );
  const logs = globe.client(CloudWatchLogsClient);
  expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toMatchObject([{ retentionInDays: 7 }]);
  await stacks.send(new DeleteStackCommand({ StackName: 'logs' }));
  await globe.settle();
  expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
});
