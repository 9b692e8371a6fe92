import { ApiGatewayV2Client, CreateApiCommand, CreateIntegrationCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreatePipeCommand, PipesClient } from '@aws-sdk/client-pipes';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const role = 'arn:aws:iam::000000000000:role/powerful';
const queue = 'arn:aws:sqs:us-east-1:000000000000:q';

let globe: TestGlobe;
let credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
beforeAll(async () => {
  globe = await startTestGlobe();
  const iam = globe.client(IAMClient);
  await iam.send(new CreateUserCommand({ UserName: 'dev' }));
  const statement = { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(new PutUserPolicyCommand({ UserName: 'dev', PolicyName: 'all', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'dev' }));
  credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
});
afterAll(() => globe.stop());

const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
  'apigateway.amazonaws.com': async () => {
    const client = globe.client(ApiGatewayV2Client, { credentials });
    const { ApiId } = await client.send(new CreateApiCommand({ Name: 'a', ProtocolType: 'HTTP' }));
    return client.send(
      new CreateIntegrationCommand({
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationSubtype: 'SQS-SendMessage',
        CredentialsArn: role,
        PayloadFormatVersion: '1.0',
        RequestParameters: { QueueUrl: 'x', MessageBody: 'y' },
      }),
    );
  },
  'cloudformation.amazonaws.com': () =>
    globe
      .client(CloudFormationClient, { credentials })
      .send(new CreateStackCommand({ StackName: 's', TemplateBody: '{"Resources":{}}', RoleARN: role })),
  'events.amazonaws.com': async () => {
    const client = globe.client(EventBridgeClient, { credentials });
    await client.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["x"]}' }));
    return client.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: '1', Arn: queue, RoleArn: role }] }));
  },
  'firehose.amazonaws.com': () =>
    globe.client(FirehoseClient, { credentials }).send(
      new CreateDeliveryStreamCommand({
        DeliveryStreamName: 'd',
        ExtendedS3DestinationConfiguration: { RoleARN: role, BucketARN: 'arn:aws:s3:::b' },
      }),
    ),
  'lambda.amazonaws.com': () =>
    globe.client(LambdaClient, { credentials }).send(
      new CreateFunctionCommand({
        FunctionName: 'f',
        Role: role,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: Buffer.from('x') },
      }),
    ),
  'pipes.amazonaws.com': () =>
    globe
      .client(PipesClient, { credentials })
      .send(new CreatePipeCommand({ Name: 'p', Source: queue, Target: queue, RoleArn: role })),
  'scheduler.amazonaws.com': () =>
    globe.client(SchedulerClient, { credentials }).send(
      new CreateScheduleCommand({
        Name: 's',
        ScheduleExpression: 'rate(1 day)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: queue, RoleArn: role },
      }),
    ),
};

it.each(Object.keys(attempts))('a role is not passed to %s without iam:PassRole', async (service) => {
  await expect(attempts[service]?.()).rejects.toThrow(
    `User: arn:aws:iam::000000000000:user/dev is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy allows the iam:PassRole action`,
  );
});

it('a role may be passed to one service only, and for one resource', async () => {
  const iam = globe.client(IAMClient);
  const pass = async (Condition: object) => {
    const statement = { Effect: 'Allow', Action: 'iam:PassRole', Resource: role, Condition };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new PutUserPolicyCommand({ UserName: 'dev', PolicyName: 'pass', PolicyDocument }));
  };
  const create = () => attempts['firehose.amazonaws.com']?.();
  await pass({ StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } });
  await expect(create()).rejects.toThrow('iam:PassRole');
  const stream = 'arn:aws:firehose:us-east-1:000000000000:deliverystream/';
  await pass({ ArnLike: { 'iam:AssociatedResourceArn': `${stream}other` } });
  await expect(create()).rejects.toThrow('iam:PassRole');
  await pass({
    StringEquals: { 'iam:PassedToService': 'firehose.amazonaws.com' },
    ArnLike: { 'iam:AssociatedResourceArn': `${stream}*` },
  });
  // The role may be passed; that it does not exist is Firehose's own complaint.
  await expect(create()).rejects.toThrow('unable to assume role');
});
