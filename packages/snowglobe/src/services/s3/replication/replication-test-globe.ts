import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type ReplicationRule,
  S3Client,
} from '@aws-sdk/client-s3';
import { startTestGlobe, type TestGlobe } from '../../../testing/start-test-globe.ts';

export const Source = 'snow';
export const Target = 'firn';
export const roleArn = 'arn:aws:iam::000000000000:role/replication';
export const otherAccount = '111111111111';

/** What the S3 User Guide gives to the role of a replication. */
export const usualRights = [
  { Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: `arn:aws:s3:::${Source}` },
  {
    Effect: 'Allow',
    Action: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
    Resource: `arn:aws:s3:::${Source}/*`,
  },
  {
    Effect: 'Allow',
    Action: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
    Resource: `arn:aws:s3:::${Target}/*`,
  },
];

export const everything: ReplicationRule = {
  ID: 'all',
  Status: 'Enabled',
  Priority: 1,
  Filter: { Prefix: '' },
  DeleteMarkerReplication: { Status: 'Enabled' },
  Destination: { Bucket: `arn:aws:s3:::${Target}` },
};

/** Two versioned buckets in two regions, and a role that S3 may assume. */
export interface ReplicationWorld {
  readonly globe: TestGlobe;
  readonly s3: S3Client;
  /** A client of the region where the replicas go. */
  readonly there: S3Client;
  readonly grant: (statements: readonly object[]) => Promise<unknown>;
  readonly configure: (...Rules: ReplicationRule[]) => Promise<unknown>;
  put(Key: string, Body: string, more?: Partial<PutObjectCommandInput>): Promise<string | undefined>;
  /** The replication status of the newest version. */
  status(Bucket: string, Key: string): Promise<string | undefined>;
  /** The newest version's body and id; undefined when there is none. */
  replica(Key: string, VersionId?: string): Promise<{ readonly body: string; readonly versionId: string } | undefined>;
}

export async function openReplicationWorld(
  options: Parameters<typeof startTestGlobe>[0] = {},
): Promise<ReplicationWorld> {
  const globe = await startTestGlobe(options);
  const s3 = globe.client(S3Client, { forcePathStyle: true });
  const there = globe.client(S3Client, { region: 'eu-north-1', forcePathStyle: true });
  const iam = globe.client(IAMClient);
  const grant = (Statement: readonly object[]) =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName: 'replication',
        PolicyName: 'p',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    );
  const world: ReplicationWorld = {
    globe,
    s3,
    there,
    grant,
    configure: (...Rules) =>
      s3.send(new PutBucketReplicationCommand({ Bucket: Source, ReplicationConfiguration: { Role: roleArn, Rules } })),
    put: async (Key, Body, more) =>
      (await s3.send(new PutObjectCommand({ Bucket: Source, Key, Body, ...more }))).VersionId,
    status: async (Bucket, Key) => (await s3.send(new HeadObjectCommand({ Bucket, Key }))).ReplicationStatus,
    replica: (Key, VersionId) =>
      there.send(new GetObjectCommand({ Bucket: Target, Key, VersionId })).then(
        async (found) => ({
          body: (await found.Body?.transformToString()) ?? '',
          versionId: found.VersionId ?? '',
        }),
        () => undefined,
      ),
  };
  if (options.dataFolder === undefined) await prepare(world, iam);
  return world;
}

/** Makes the buckets and the role. */
export async function prepare({ s3, there, grant }: ReplicationWorld, iam: IAMClient): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: Source }));
  const CreateBucketConfiguration = { LocationConstraint: 'eu-north-1' as const };
  await there.send(new CreateBucketCommand({ Bucket: Target, CreateBucketConfiguration }));
  const VersioningConfiguration = { Status: 'Enabled' as const };
  for (const Bucket of [Source, Target]) {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  const trust = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  await iam.send(new CreateRoleCommand({ RoleName: 'replication', AssumeRolePolicyDocument: JSON.stringify(trust) }));
  await grant(usualRights);
}
