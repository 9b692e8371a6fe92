import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';

describe('a bucket in a stack', () => {
  let globe: TestGlobe;
  let s3: S3Client;
  let stacks: CloudFormationClient;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    stacks = globe.client(CloudFormationClient);
  });

  afterEach(() => globe.stop());

  const StackName = 'stack';
  const template = (Properties: object, more: object = {}) =>
    JSON.stringify({
      Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties }, ...more },
      Outputs: Object.fromEntries(
        ['Arn', 'DomainName', 'RegionalDomainName'].map((name) => [
          name,
          { Value: { 'Fn::GetAtt': ['Bucket', name] } },
        ]),
      ),
    });
  const finished = async () => {
    await globe.settle();
    const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0];
  };
  const create = async (TemplateBody: string) => {
    await stacks.send(new CreateStackCommand({ StackName, TemplateBody }));
    return finished();
  };
  const update = async (TemplateBody: string) => {
    await stacks.send(new UpdateStackCommand({ StackName, TemplateBody }));
    return finished();
  };

  it('has the settings of its template, and loses them with it', async () => {
    const stack = await create(
      template({
        BucketName: Bucket,
        AccessControl: 'Private',
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: [
            { Id: 'a', Status: 'Enabled', Prefix: 'x/', TagFilters: [{ Key: 'k', Value: 'v' }], ExpirationInDays: 3 },
            { Id: 'b', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          ],
        },
        Tags: [{ Key: 'team', Value: 'ice' }],
      }),
    );
    expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
    expect(
      Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
    ).toEqual({
      Arn: `arn:aws:s3:::${Bucket}`,
      DomainName: `${Bucket}.s3.amazonaws.com`,
      RegionalDomainName: `${Bucket}.s3.us-east-1.amazonaws.com`,
    });
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toMatchObject({
      BlockPublicAcls: true,
      BlockPublicPolicy: false,
    });
    expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toMatchObject([
      { ID: 'a', Filter: { And: { Prefix: 'x/', Tags: [{ Key: 'k', Value: 'v' }] } }, Expiration: { Days: 3 } },
      { ID: 'b', Filter: { Prefix: '' } },
    ]);
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toContainEqual({
      Key: 'team',
      Value: 'ice',
    });

    expect((await update(template({ BucketName: Bucket })))?.StackStatus).toBe('UPDATE_COMPLETE');
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Suspended');
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
      'AES256',
    );
    await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchLifecycleConfiguration',
    });
  });

  it('notifies the queue of its stack, guarded by its policies', async () => {
    const arnOfBucket = `arn:aws:s3:::${Bucket}`;
    const stack = await create(
      template(
        {
          BucketName: Bucket,
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                Event: 's3:ObjectCreated:*',
                Queue: { 'Fn::GetAtt': ['Queue', 'Arn'] },
                Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } },
              },
            ],
          },
        },
        {
          Queue: { Type: 'AWS::SQS::Queue' },
          QueuePolicy: {
            Type: 'AWS::SQS::QueuePolicy',
            Properties: {
              Queues: [{ Ref: 'Queue' }],
              PolicyDocument: {
                Statement: [
                  {
                    Effect: 'Allow',
                    Principal: { Service: 's3.amazonaws.com' },
                    Action: 'sqs:SendMessage',
                    Resource: '*',
                    Condition: { ArnLike: { 'aws:SourceArn': arnOfBucket } },
                  },
                ],
              },
            },
          },
          Policy: {
            Type: 'AWS::S3::BucketPolicy',
            Properties: {
              Bucket: { Ref: 'Bucket' },
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Deny',
                    Principal: '*',
                    Action: 's3:*',
                    Resource: [arnOfBucket, `${arnOfBucket}/*`],
                    Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
                  },
                ],
              },
            },
          },
        },
      ).replace('"Type":"AWS::S3::Bucket",', '"Type":"AWS::S3::Bucket","DependsOn":"QueuePolicy",'),
    );
    expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
    const { QueueConfigurations } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(QueueConfigurations).toMatchObject([
      { Events: ['s3:ObjectCreated:*'], Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } } },
    ]);
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toContain('s3:TlsVersion');
  });

  it('is deleted when empty, and fails its stack otherwise', async () => {
    await create(template({ BucketName: Bucket, ObjectLockEnabled: true }));
    const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
    expect(lock.ObjectLockConfiguration?.ObjectLockEnabled).toBe('Enabled');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await stacks.send(new DeleteStackCommand({ StackName }));
    expect((await finished())?.StackStatus).toBe('DELETE_FAILED');
    const { StackEvents = [] } = await stacks.send(new DescribeStackEventsCommand({ StackName }));
    expect(StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain(
      'The bucket you tried to delete is not empty',
    );
  });

  it('is taken back when its stack fails', async () => {
    const stack = await create(template({ BucketName: Bucket, Tags: [{ Key: 'a', Value: '\u{1f600}' }] }));
    expect(stack?.StackStatus).toBe('ROLLBACK_COMPLETE');
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
  });
});
