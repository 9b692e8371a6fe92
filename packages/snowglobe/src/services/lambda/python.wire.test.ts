import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { installedPython } from '../../execution/runtimes.ts';
import { startLambda } from './testing/lambda-test-globe.ts';

const python = installedPython('python3.12');

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

describe.skipIf(python === undefined)('Python in a template', () => {
  test('answers a custom resource by the module cfnresponse', async () => {
    const globe = await startLambda();
    try {
      const ZipFile = `
import cfnresponse
def handler(event, context):
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {"Greeting": "hello " + event["ResourceProperties"]["Name"]})
`;
      const Function = {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'python3.8',
          Handler: 'index.handler',
          Code: { ZipFile },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      };
      const Role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } };
      const Custom = {
        Type: 'Custom::Greeting',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, Name: 'Zoë' },
      };
      const Outputs = { Greeting: { Value: { 'Fn::GetAtt': ['Custom', 'Greeting'] } } };
      const stacks = globe.client(CloudFormationClient);
      const TemplateBody = JSON.stringify({ Resources: { Role, Function, Custom }, Outputs });
      await stacks.send(new CreateStackCommand({ StackName: 's', TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
      await globe.settle();
      const { Stacks } = await stacks.send(new DescribeStacksCommand({ StackName: 's' }));
      expect(Stacks?.[0]).toMatchObject({
        StackStatus: 'CREATE_COMPLETE',
        Outputs: [{ OutputKey: 'Greeting', OutputValue: 'hello Zoë' }],
      });
    } finally {
      await globe.stop();
    }
  });

  // Lambda's own interpreters bring boto3; on this machine it may be absent.
  test.skipIf(python?.hasBoto3 !== true)('reaches the globe with boto3 as it stands', async () => {
    const globe = await startLambda();
    try {
      const code = `
import boto3
def handler(event, context):
    body = boto3.client("s3").get_object(Bucket="greetings", Key="k")["Body"].read()
    return {"body": body, "arn": boto3.client("sts").get_caller_identity()["Arn"]}
`;
      const s3 = globe.client(S3Client);
      await s3.send(new CreateBucketCommand({ Bucket: 'greetings' }));
      await s3.send(new PutObjectCommand({ Bucket: 'greetings', Key: 'k', Body: 'Zoë' }));
      const name = await globe.create({ 'index.py': code }, { Runtime: 'python3.12', Timeout: 30 });
      const arn = expect.stringContaining(':assumed-role/function-role/');
      expect(await globe.answer(name)).toEqual({ body: 'Zoë', arn });
    } finally {
      await globe.stop();
    }
  });
});
