import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';
const root = '000000000000';

describe('an object under a key of KMS', () => {
  let world: TestGlobe;
  let s3: S3Client;
  let kms: KMSClient;
  let KeyId: string;

  beforeEach(async () => {
    world = await startTestGlobe({ clock: 'held' });
    s3 = world.client(S3Client, { forcePathStyle: true });
    kms = world.client(KMSClient);
    await s3.send(new CreateBucketCommand({ Bucket }));
    KeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? '';
  });

  afterEach(() => world.stop());

  const put = (client: S3Client, more: object = {}, Key = 'k') =>
    client.send(new PutObjectCommand({ Bucket, Key, Body: 'flake', ...more }));
  const get = async (client: S3Client, Key = 'k') =>
    (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  const underKey = () => ({ ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: KeyId });
  const defaultKey = (BucketKeyEnabled = false) =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KeyId },
              BucketKeyEnabled,
            },
          ],
        },
      }),
    );

  /** A client of a function's role that may do anything in S3, and these things in KMS. */
  const roleMay = async (...statements: object[]) => {
    const iam = world.client(IAMClient);
    const trust = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(trust) }));
    const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }, ...statements];
    const change = (Statements: object[]) =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'r',
          PolicyName: 'p',
          PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: Statements }),
        }),
      );
    await change(Statement);
    const role = world.globe.assumeRole(`arn:aws:iam::${root}:role/r`, 'lambda.amazonaws.com', 's');
    const credentials = world.globe.issueCredentials(role, 3600);
    return {
      client: world.client(S3Client, { credentials, forcePathStyle: true }),
      withdraw: () => change([Statement[0] as object]),
    };
  };
  const may = (...Action: string[]) => ({ Effect: 'Allow', Action, Resource: '*' });

  it('is written with kms:GenerateDataKey and read with kms:Decrypt of the requester', async () => {
    const { client } = await roleMay(may('kms:GenerateDataKey'));
    expect(await put(client, underKey())).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: KeyId });
    await expect(get(client)).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
      message: `User: arn:aws:sts::${root}:assumed-role/r/s is not authorized to perform: kms:Decrypt on resource: ${KeyId} because no identity-based policy allows the kms:Decrypt action`,
    });
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).SSEKMSKeyId).toBe(KeyId);
    expect(await get(s3)).toBe('flake');
  });

  it('is not written by one who may not use the bucket’s default key', async () => {
    await defaultKey();
    const { client } = await roleMay(may('kms:Decrypt'));
    await expect(put(client)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await put(s3)).SSEKMSKeyId).toBe(KeyId);
    expect(await get(client)).toBe('flake');
  });

  it('is under the managed key when the request names none, which the whole account may use through S3', async () => {
    const { client } = await roleMay();
    const { SSEKMSKeyId } = await put(client, { ServerSideEncryption: 'aws:kms' });
    expect(SSEKMSKeyId).toMatch(/^arn:aws:kms:us-east-1:000000000000:key\//);
    expect(await get(client)).toBe('flake');
  });

  it('can be neither read nor written while its key is disabled, about to be deleted or missing', async () => {
    await put(s3, underKey());
    await kms.send(new DisableKeyCommand({ KeyId }));
    const disabled = {
      name: 'KMS.DisabledException',
      message: `${KeyId} is disabled.`,
      $metadata: { httpStatusCode: 400 },
    };
    await expect(get(s3)).rejects.toMatchObject(disabled);
    await expect(put(s3, underKey())).rejects.toMatchObject(disabled);
    await kms.send(new EnableKeyCommand({ KeyId }));
    expect(await get(s3)).toBe('flake');
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await expect(get(s3)).rejects.toMatchObject({
      name: 'KMS.KMSInvalidStateException',
      message: `${KeyId} is pending deletion.`,
    });
    await world.advance(8 * 24 * 60 * 60 * 1000);
    await expect(put(s3, underKey())).rejects.toMatchObject({
      name: 'KMS.NotFoundException',
      message: `Key '${KeyId}' does not exist`,
    });
  });

  it('is bound to its own ARN, or with a bucket key to the bucket’s', async () => {
    const only = (arn: string) => ({
      ...may('kms:GenerateDataKey'),
      Condition: {
        StringEquals: { 'kms:EncryptionContext:aws:s3:arn': arn, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      },
    });
    const { client } = await roleMay(only(`arn:aws:s3:::${Bucket}/k`));
    await put(client, underKey());
    await expect(put(client, underKey(), 'other')).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(put(client, { ...underKey(), BucketKeyEnabled: true })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('with a bucket key asks KMS once in a while for each requester', async () => {
    await defaultKey(true);
    const { client, withdraw } = await roleMay(may('kms:GenerateDataKey', 'kms:Decrypt'));
    expect(await put(client)).toMatchObject({ BucketKeyEnabled: true });
    expect(await get(client)).toBe('flake');
    await withdraw();
    await put(client, {}, 'second');
    expect(await get(client, 'second')).toBe('flake');
    await world.advance(5 * 60_000);
    await expect(put(client)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(get(client)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('is copied by one who may decrypt the source and use the key of the copy', async () => {
    await put(s3, underKey());
    const copy = (client: S3Client, Key: string) =>
      client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/k`, ...underKey() }));
    const { client, withdraw } = await roleMay(may('kms:GenerateDataKey', 'kms:Decrypt'));
    expect(await copy(client, 'copy')).toMatchObject({ SSEKMSKeyId: KeyId });
    await withdraw();
    await expect(copy(client, 'again')).rejects.toThrow('kms:Decrypt');
  });

  it('is uploaded in parts with kms:GenerateDataKey and kms:Decrypt', async () => {
    const { client, withdraw } = await roleMay(may('kms:GenerateDataKey', 'kms:Decrypt'));
    const upload = { Bucket, Key: 'large' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...upload, ...underKey() }));
    const part = { ...upload, UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: 'ice' }));
    const Parts = [{ ETag, PartNumber: 1 }];
    const { SSEKMSKeyId } = await client.send(
      new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }),
    );
    expect([SSEKMSKeyId, await get(client, 'large')]).toEqual([KeyId, 'ice']);
    const { UploadId: second } = await client.send(new CreateMultipartUploadCommand({ ...upload, ...underKey() }));
    await withdraw();
    await expect(client.send(new UploadPartCommand({ ...part, UploadId: second, Body: 'ice' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(client.send(new CreateMultipartUploadCommand({ ...upload, ...underKey() }))).rejects.toThrow(
      'kms:GenerateDataKey',
    );
  });

  it('takes part of the context from the client, and key policies see it', async () => {
    const SSEKMSEncryptionContext = Buffer.from('{"team":"ice"}').toString('base64');
    const Condition = { StringEquals: { 'kms:EncryptionContext:team': 'ice' } };
    const { client } = await roleMay({ ...may('kms:GenerateDataKey', 'kms:Decrypt'), Condition });
    expect(await put(client, { ...underKey(), SSEKMSEncryptionContext })).toMatchObject({ SSEKMSEncryptionContext });
    expect(await get(client)).toBe('flake');
    await expect(put(client, underKey())).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(put(s3, { ...underKey(), SSEKMSEncryptionContext: 'e30x' })).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
  });

  it('follows the key’s policy, even for the root user', async () => {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:PutKeyPolicy', Resource: '*' }];
    await kms.send(new PutKeyPolicyCommand({ KeyId, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
    await expect(put(s3, underKey())).rejects.toThrow(
      'because no resource-based policy allows the kms:GenerateDataKey action',
    );
  });
});
