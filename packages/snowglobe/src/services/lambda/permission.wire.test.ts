import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LambdaGlobe, startLambda } from './testing/lambda-test-globe.ts';

let globe: LambdaGlobe;
beforeAll(async () => {
  globe = await startLambda();
});
afterAll(() => globe.stop());

test('permissions are statements of the resource policy', async () => {
  const FunctionName = await globe.create('exports.handler = async () => 1');
  const StatementId = 'api';
  const permission = {
    FunctionName,
    StatementId,
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:a/*',
    SourceAccount: '000000000000',
  };
  await globe.lambda.send(new AddPermissionCommand(permission));
  await expect(globe.lambda.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: expect.stringMatching(/^The statement id \(api\) provided already exists\./),
  });
  const { Policy = '' } = await globe.lambda.send(new GetPolicyCommand({ FunctionName }));
  expect(JSON.parse(Policy).Statement).toEqual([
    {
      Sid: 'api',
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`,
      Condition: {
        StringEquals: { 'AWS:SourceAccount': '000000000000' },
        ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:us-east-1:000000000000:a/*' },
      },
    },
  ]);
  await globe.lambda.send(new RemovePermissionCommand({ FunctionName, StatementId }));
  await expect(globe.lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
    message: 'The resource you requested does not exist.',
  });
});

test('a role may invoke only what it is allowed to, by its own policy or by the function', async () => {
  const FunctionName = await globe.create('exports.handler = async () => 1');
  const everybody = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
  };
  const role = new CreateRoleCommand({ RoleName: 'caller', AssumeRolePolicyDocument: JSON.stringify(everybody) });
  await globe.client(IAMClient).send(role);
  const RoleArn = 'arn:aws:iam::000000000000:role/caller';
  const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' });
  const { Credentials } = await globe.client(STSClient).send(assume);
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const caller = new LambdaClient({ endpoint: globe.endpoint, region: 'us-east-1', credentials });
  await expect(caller.send(new InvokeCommand({ FunctionName }))).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
    message: expect.stringContaining('is not authorized to perform: lambda:InvokeFunction on resource'),
  });
  const grant = { FunctionName, StatementId: 'caller', Action: 'lambda:InvokeFunction', Principal: RoleArn };
  await globe.lambda.send(new AddPermissionCommand(grant));
  expect(await caller.send(new InvokeCommand({ FunctionName }))).toMatchObject({ StatusCode: 200 });
  caller.destroy();
});

test('tags are put, listed and removed', async () => {
  const name = await globe.create('exports.handler = async () => 1', { Tags: { a: '1' } });
  const Resource = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  await globe.lambda.send(new TagResourceCommand({ Resource, Tags: { b: '2' } }));
  await globe.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['a'] }));
  expect((await globe.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: '2' });
});

test('a function acts as its execution role, and only as far as that role may', async () => {
  const poor = await startLambda({}, ['logs:*', 'sts:GetCallerIdentity']);
  try {
    const name = await poor.create(`
      const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
      const { SQSClient, CreateQueueCommand } = require('@aws-sdk/client-sqs');
      exports.handler = async () => {
        const { Arn } = await new STSClient({}).send(new GetCallerIdentityCommand({}));
        const refusal = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: 'q' })).catch(error => error.message);
        return { Arn, refusal };
      }`);
    expect(await poor.answer(name)).toEqual({
      Arn: `arn:aws:sts::000000000000:assumed-role/function-role/${name}`,
      refusal: expect.stringContaining('is not authorized to perform: sqs:createqueue'),
    });
  } finally {
    await poor.stop();
  }
});

test('a written-out AWS address leads to the globe', async () => {
  const name = await globe.create(`
    const { STSClient, GetCallerIdentityCommand } = require('@aws-sdk/client-sts');
    const https = require('node:https');
    exports.handler = async () => {
      const { Account } = await new STSClient({ endpoint: 'https://sts.us-east-1.amazonaws.com' }).send(new GetCallerIdentityCommand({}));
      const status = await new Promise((resolve, reject) => https.get('https://s3.us-east-1.amazonaws.com/no-such-bucket', r => resolve(r.statusCode)).on('error', reject));
      const fetched = await fetch('https://no-such-bucket.s3.us-east-1.amazonaws.com/key');
      return { Account, status, fetched: fetched.status };
    }`);
  expect(await globe.answer(name)).toEqual({
    Account: '000000000000',
    status: expect.any(Number),
    fetched: expect.any(Number),
  });
});
