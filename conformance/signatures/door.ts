import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { startTestGlobe, type TestGlobe } from '../../packages/snowglobe/src/testing/start-test-globe.ts';
import { makeSignedApi } from './api.ts';
import { openSender, type Sender } from './raw-request.ts';
import type { Keys, Unsigned } from './sign.ts';

/** A globe with a table, a bucket, a queue, a user and a role, that verifies every signature. */
export interface Door {
  readonly globe: TestGlobe;
  readonly sender: Sender;
  /** May do what `requests` do, and nothing else. */
  readonly user: Keys;
  /** The same, of a role's session. */
  readonly session: Keys;
  /** May do nothing. */
  readonly stranger: Keys;
  readonly requests: Readonly<Record<RequestName, Unsigned>>;
}

export type RequestName =
  | 'putItem'
  | 'sendMessage'
  | 'putObject'
  | 'getObject'
  | 'presignedGet'
  | 'presignedPut'
  | 'identity'
  | 'functions'
  | 'invokeApi';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'dynamodb:PutItem',
        's3:PutObject',
        's3:GetObject',
        'sqs:SendMessage',
        'lambda:ListFunctions',
        'execute-api:Invoke',
      ],
      Resource: '*',
    },
  ],
});
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' }],
});

export async function openDoor(): Promise<Door> {
  const globe = await startTestGlobe({ clock: 'held', strictSignatures: true });
  await globe.client(DynamoDBClient).send(
    new CreateTableCommand({
      TableName: 'things',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const s3 = globe.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket: 'box' }));
  await s3.send(new PutObjectCommand({ Bucket: 'box', Key: 'read me.txt', Body: 'secret' }));
  await globe.client(SQSClient).send(new CreateQueueCommand({ QueueName: 'jobs' }));
  const { user, session, stranger } = await makePrincipals(globe);
  return {
    globe,
    sender: openSender(globe.port),
    user,
    session,
    stranger,
    requests: requestsAt(globe.endpoint, await makeSignedApi(globe)),
  };
}

async function makePrincipals(globe: TestGlobe) {
  const iam = globe.client(IAMClient);
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'door', PolicyDocument: policy }));
  const user = await makeUser(iam, 'ada');
  await iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn: Policy?.Arn }));
  const stranger = await makeUser(iam, 'eve');
  await iam.send(new CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trust }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'door', PolicyDocument: policy }));
  const RoleArn = 'arn:aws:iam::000000000000:role/worker';
  const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' });
  const { Credentials } = await globe.client(STSClient).send(assume);
  const session = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  return { user, session, stranger };
}

async function makeUser(iam: IAMClient, UserName: string): Promise<Keys> {
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

function requestsAt(endpoint: string, apiPath: string): Door['requests'] {
  const json = (target: string) => ({ 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target });
  const queue = `${endpoint}/000000000000/jobs`;
  return {
    putItem: {
      service: 'dynamodb',
      method: 'POST',
      path: '/',
      headers: json('DynamoDB_20120810.PutItem'),
      body: JSON.stringify({ TableName: 'things', Item: { id: { S: 'one' } } }),
    },
    sendMessage: {
      service: 'sqs',
      method: 'POST',
      path: '/',
      headers: json('AmazonSQS.SendMessage'),
      body: JSON.stringify({ QueueUrl: queue, MessageBody: 'hello' }),
    },
    putObject: {
      service: 's3',
      method: 'PUT',
      path: '/box/folder/a%20b%2Bc.txt',
      headers: { 'content-type': 'text/plain', 'x-amz-meta-kind': 'note' },
      body: 'some text',
    },
    getObject: {
      service: 's3',
      method: 'GET',
      path: '/box/read%20me.txt',
      query: { 'response-content-type': 'text/plain' },
    },
    presignedGet: { service: 's3', method: 'GET', path: '/box/read%20me.txt', presigned: true },
    presignedPut: {
      service: 's3',
      method: 'PUT',
      path: '/box/put.txt',
      presigned: true,
      headers: { 'x-amz-meta-kind': 'note' },
    },
    identity: {
      service: 'sts',
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    },
    invokeApi: {
      service: 'execute-api',
      method: 'POST',
      path: apiPath,
      query: { note: 'a b' },
      headers: { 'content-type': 'application/json' },
      body: '{"job":1}',
    },
    functions: { service: 'lambda', method: 'GET', path: '/2015-03-31/functions/', query: { MaxItems: '5' } },
  };
}
