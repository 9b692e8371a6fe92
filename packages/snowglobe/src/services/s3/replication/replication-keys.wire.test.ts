import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetBucketReplicationCommand,
  GetObjectAclCommand,
  HeadObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  type ReplicationRule,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  everything,
  openReplicationWorld,
  otherAccount,
  type ReplicationWorld,
  roleArn,
  Source,
  Target,
  usualRights,
} from './replication-test-globe.ts';

describe('replication of objects under keys', () => {
  let world: ReplicationWorld;
  let here: string;
  let there: string;
  let rule: ReplicationRule;

  const createKey = async (region: string) => {
    const kms = world.globe.client(KMSClient, { region });
    return (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  };
  const use = (Action: string, Resource: string, region: string, bucket: string) => ({
    Effect: 'Allow',
    Action,
    Resource,
    Condition: {
      StringLike: {
        'kms:ViaService': `s3.${region}.amazonaws.com`,
        'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${bucket}/*`,
      },
    },
  });

  beforeEach(async () => {
    world = await openReplicationWorld();
    [here, there] = [await createKey('us-east-1'), await createKey('eu-north-1')];
    rule = {
      ...everything,
      SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
      Destination: {
        Bucket: `arn:aws:s3:::${Target}`,
        EncryptionConfiguration: { ReplicaKmsKeyID: there },
        Metrics: { Status: 'Enabled' },
      },
    };
  });

  afterEach(() => world.globe.stop());

  const putUnderKey = (Key: string) => world.put(Key, 'v', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: here });

  it('needs the role’s kms:Decrypt here and kms:Encrypt there', async () => {
    await world.configure(rule);
    await putUnderKey('denied');
    await world.globe.settle();
    expect(await world.status(Source, 'denied')).toBe('FAILED');
    await world.grant([...usualRights, use('kms:Decrypt', here, 'us-east-1', Source)]);
    await putUnderKey('half');
    await world.globe.settle();
    expect(await world.status(Source, 'half')).toBe('FAILED');
    await world.grant([
      ...usualRights,
      use('kms:Decrypt', here, 'us-east-1', Source),
      use('kms:Encrypt', there, 'eu-north-1', Target),
    ]);
    await putUnderKey('k');
    await world.globe.settle();
    const described = await world.there.send(new HeadObjectCommand({ Bucket: Target, Key: 'k' }));
    expect(described).toMatchObject({ SSEKMSKeyId: there, ReplicationStatus: 'REPLICA' });
    expect((await world.replica('k'))?.body).toBe('v');
  });

  it('leaves them alone unless the rule speaks of them', async () => {
    await world.configure(everything);
    await putUnderKey('k');
    await world.globe.settle();
    expect([await world.status(Source, 'k'), await world.replica('k')]).toEqual([undefined, undefined]);
  });

  it('tells of a failure, with its reason, where metrics are on', async () => {
    const sqs = world.globe.client(SQSClient);
    const Policy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
      ],
    });
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'failures', Attributes: { Policy } }));
    const QueueArn = 'arn:aws:sqs:us-east-1:000000000000:failures';
    const QueueConfigurations = [{ QueueArn, Events: ['s3:Replication:OperationFailedReplication' as const] }];
    await world.s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: Source,
        NotificationConfiguration: { QueueConfigurations },
        SkipDestinationValidation: true,
      }),
    );
    await world.configure(rule);
    await world.globe.client(KMSClient, { region: 'eu-north-1' }).send(new DisableKeyCommand({ KeyId: there }));
    await world.grant([...usualRights, { Effect: 'Allow', Action: 'kms:*', Resource: '*' }]);
    await putUnderKey('k');
    await world.globe.settle();
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const { Records } = JSON.parse(Messages[0]?.Body ?? '{}') as { Records: object[] };
    expect(Records).toMatchObject([
      {
        eventName: 'Replication:OperationFailedReplication',
        replicationEventData: {
          replicationRuleId: 'all',
          failureReason: 'DstKmsKeyInvalidState',
          s3Operation: 'OBJECT_PUT',
        },
      },
    ]);
  });
});

describe('replication elsewhere', () => {
  let world: ReplicationWorld;

  beforeEach(async () => {
    world = await openReplicationWorld();
  });

  afterEach(() => world.globe.stop());

  it('goes to another account when that bucket’s policy lets the role in', async () => {
    const credentials = { accessKeyId: otherAccount, secretAccessKey: 'any' };
    const other = world.globe.client(S3Client, { credentials, forcePathStyle: true });
    await other.send(new CreateBucketCommand({ Bucket: 'foreign', ObjectOwnership: 'ObjectWriter' }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await other.send(new PutBucketVersioningCommand({ Bucket: 'foreign', VersioningConfiguration }));
    const actions = ['s3:ReplicateObject', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner'];
    await world.grant([...usualRights, { Effect: 'Allow', Action: actions, Resource: 'arn:aws:s3:::foreign/*' }]);
    await world.configure({
      ...everything,
      Destination: {
        Bucket: 'arn:aws:s3:::foreign',
        Account: otherAccount,
        AccessControlTranslation: { Owner: 'Destination' },
      },
    });
    await world.put('early', 'v');
    await world.globe.settle();
    expect(await world.status(Source, 'early')).toBe('FAILED');
    const Statement = [
      { Effect: 'Allow', Principal: { AWS: roleArn }, Action: actions, Resource: 'arn:aws:s3:::foreign/*' },
    ];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await other.send(new PutBucketPolicyCommand({ Bucket: 'foreign', Policy }));
    await world.put('k', 'v');
    await world.globe.settle();
    expect(await world.status(Source, 'k')).toBe('COMPLETED');
    const { Owner, Grants } = await other.send(new GetObjectAclCommand({ Bucket: 'foreign', Key: 'k' }));
    expect(Grants?.map(({ Grantee }) => Grantee?.ID)).toEqual([Owner?.ID]);
  });

  it('is a property of a bucket in a template', async () => {
    const stacks = world.globe.client(CloudFormationClient);
    const Properties = {
      BucketName: 'templated',
      VersioningConfiguration: { Status: 'Enabled' },
      ReplicationConfiguration: {
        Role: roleArn,
        Rules: [
          {
            Id: 'one',
            Status: 'Enabled',
            Priority: '1',
            Filter: { And: { Prefix: 'a/', TagFilters: [{ Key: 'k', Value: 'v' }] } },
            DeleteMarkerReplication: { Status: 'Disabled' },
            Destination: {
              Bucket: `arn:aws:s3:::${Target}`,
              Metrics: { Status: 'Enabled', EventThreshold: { Minutes: '15' } },
              ReplicationTime: { Status: 'Enabled', Time: { Minutes: '15' } },
              StorageClass: 'STANDARD_IA',
            },
          },
        ],
      },
    };
    const TemplateBody = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties } } });
    await stacks.send(new CreateStackCommand({ StackName: 's', TemplateBody }));
    await world.globe.settle();
    const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: 's' }));
    expect(Stacks[0]?.StackStatus).toBe('CREATE_COMPLETE');
    const { ReplicationConfiguration } = await world.s3.send(new GetBucketReplicationCommand({ Bucket: 'templated' }));
    expect(ReplicationConfiguration?.Rules).toMatchObject([
      {
        ID: 'one',
        Priority: 1,
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'k', Value: 'v' }] } },
        Destination: { StorageClass: 'STANDARD_IA', ReplicationTime: { Time: { Minutes: 15 } } },
      },
    ]);
  });
});
