import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

let globe: TestGlobe;
beforeAll(async () => {
  globe = await startTestGlobe();
});
afterAll(() => globe.stop());

const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

async function makeRole(RoleName: string, ...statements: object[]) {
  const iam = globe.client(IAMClient);
  const AssumeRolePolicyDocument = document({
    Effect: 'Allow',
    Principal: { AWS: '000000000000' },
    Action: 'sts:AssumeRole',
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'work', PolicyDocument: document(...statements) }));
  const { Credentials } = await globe
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'session' }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

interface Report {
  readonly name: string;
  readonly policy: unknown;
  readonly denied: unknown;
  readonly unused: unknown;
}

async function reports(role?: string): Promise<readonly Report[]> {
  const answer = await fetch(`${globe.endpoint}/_snowglobe/policy${role === undefined ? '' : `?role=${role}`}`);
  return ((await answer.json()) as { readonly roles: readonly Report[] }).roles;
}

it('a run tells what each role needed, what it was refused, and what it has in vain', async () => {
  const { QueueUrl } = await globe.client(SQSClient).send(new CreateQueueCommand({ QueueName: 'q' }));
  await globe.client(S3Client).send(new CreateBucketCommand({ Bucket: 'lake' }));
  const credentials = await makeRole(
    'worker',
    { Sid: 'Send', Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:DeleteMessage'], Resource: '*' },
    { Sid: 'Write', Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::lake/*' },
  );
  await makeRole('idle', { Effect: 'Allow', Action: 'sqs:*', Resource: '*' });
  const sqs = globe.client(SQSClient, { credentials });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await expect(sqs.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toThrow('sqs:purgequeue');
  const s3 = globe.client(S3Client, { credentials });
  for (const day of [1, 2]) await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: `raw/day=${day}/x`, Body: 'x' }));
  expect(await reports('worker')).toEqual([
    expect.objectContaining({
      name: 'role worker',
      arn: 'arn:aws:iam::000000000000:role/worker',
      policy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::lake/raw/*' },
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:000000000000:q' },
        ],
      },
      denied: [{ action: 'sqs:PurgeQueue', resource: 'arn:aws:sqs:us-east-1:000000000000:q', times: 1 }],
      unused: [
        { policy: 'inline policy work', statement: 'Send', actions: ['sqs:DeleteMessage'], resources: [] },
        {
          policy: 'inline policy work',
          statement: 'Write',
          actions: [],
          resources: [],
          wildcards: { 's3:*': ['s3:PutObject'] },
        },
      ],
    }),
  ]);
  expect(await reports('idle')).toMatchObject([
    { policy: { Statement: [] }, unused: [{ statement: '#1', actions: ['sqs:*'], resources: ['*'] }] },
  ]);
  expect(await reports()).toHaveLength(2);
});

it('the policy that a run printed is enough for the same run', async () => {
  const [report] = await reports('worker');
  const PolicyDocument = JSON.stringify(report?.policy);
  await globe
    .client(IAMClient)
    .send(new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'work', PolicyDocument }));
  const { Credentials } = await globe
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::000000000000:role/worker', RoleSessionName: 'session' }));
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const put = new PutObjectCommand({ Bucket: 'lake', Key: 'raw/day=3/x', Body: 'x' });
  await globe.client(S3Client, { credentials }).send(put);
  expect(await reports('worker')).toMatchObject([{ unused: [] }]);
});
