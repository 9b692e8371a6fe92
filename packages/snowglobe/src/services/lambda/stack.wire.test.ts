import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LambdaGlobe, roleArn, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
let stacks: CloudFormationClient;
beforeAll(async () => {
  globe = await startLambda();
  stacks = globe.client(CloudFormationClient);
});
afterAll(() => globe.stop());

const att = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });
const ref = (name: string) => ({ Ref: name });

const template = (properties: object = {}) => ({
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile: `exports.handler = async () => [process.env.WHO, typeof require('cfn-response').send]` },
        Handler: 'index.handler',
        Role: roleArn,
        Runtime: 'nodejs24.x',
        Timeout: '10',
        Environment: { Variables: { WHO: 'you' } },
        Tags: [{ Key: 'a', Value: 'b' }],
        ...properties,
      },
    },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Function') } },
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: ref('Function'), FunctionVersion: att('Version', 'Version'), Name: 'live' },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunctionUrl',
        FunctionName: att('Function', 'Arn'),
        FunctionUrlAuthType: 'NONE',
        Principal: '*',
      },
    },
    Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: att('Function', 'Arn') } },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { BatchSize: 5, EventSourceArn: att('Queue', 'Arn'), FunctionName: ref('Function') },
    },
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: ref('Function'), MaximumRetryAttempts: 0, Qualifier: '$LATEST' },
    },
  },
  Outputs: {
    Name: { Value: ref('Function') },
    Url: { Value: att('Url', 'FunctionUrl') },
    Version: { Value: ref('Version') },
    Alias: { Value: ref('Alias') },
  },
});

async function finished(StackName: string): Promise<Record<string, string>> {
  await globe.settle();
  const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName }));
  const status = Stacks?.[0]?.StackStatus ?? '';
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(status)) {
    const { StackEvents } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    throw new Error(`${status}: ${StackEvents?.map((event) => event.ResourceStatusReason).join('\n')}`);
  }
  return Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map((output) => [output.OutputKey ?? '', output.OutputValue ?? '']),
  );
}

test('every type of a stack is made, changed in place and deleted', async () => {
  const StackName = 'functions';
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template()) }));
  const { Name = '', Url = '', Version = '', Alias = '' } = await finished(StackName);
  expect(Name).toMatch(/^functions-Function-\w{12}$/);
  expect([Version.split(':').at(-1), Alias.split(':').at(-1)]).toEqual(['1', 'live']);
  expect(await (await fetch(Url)).json()).toEqual(['you', 'function']);
  const { lambda } = globe;
  const FunctionName = Name;
  expect((await lambda.send(new GetFunctionCommand({ FunctionName }))).Tags).toMatchObject({ a: 'b' });
  expect(await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).toMatchObject({
    MaximumRetryAttempts: 0,
  });
  const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
  expect(EventSourceMappings).toMatchObject([{ BatchSize: 5, State: 'Enabled' }]);
  expect((await lambda.send(new GetPolicyCommand({ FunctionName }))).Policy).toContain('lambda:InvokeFunctionUrl');

  const changed = template({ Environment: undefined, MemorySize: 256, ReservedConcurrentExecutions: 5 });
  await stacks.send(new UpdateStackCommand({ StackName, TemplateBody: JSON.stringify(changed) }));
  await finished(StackName);
  expect(await lambda.send(new GetFunctionCommand({ FunctionName }))).toMatchObject({
    Configuration: { MemorySize: 256, Timeout: 10 },
    Concurrency: { ReservedConcurrentExecutions: 5 },
  });
  expect(await globe.answer(Name)).toEqual([null, 'function']);

  await stacks.send(new DeleteStackCommand({ StackName }));
  await globe.settle();
  await expect(lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
