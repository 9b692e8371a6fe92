import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

describe('buckets', () => {
  let globe: TestGlobe;
  let s3: S3Client;
  const Bucket = 'snow';

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
  });

  afterEach(() => globe.stop());

  const other = () => globe.client(S3Client, { credentials: { accessKeyId: '111111111111', secretAccessKey: 'x' } });
  const northern = () => globe.client(S3Client, { region: 'eu-north-1' });

  it('belong to one account everywhere', async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(other().send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyExists',
    });
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
    expect((await other().send(new ListBucketsCommand({}))).Buckets ?? []).toHaveLength(0);
  });

  it('lie in the region of the endpoint that made them', async () => {
    await northern().send(new CreateBucketCommand({ Bucket }));
    await expect(northern().send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
      BucketName: Bucket,
    });
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-north-1');
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('eu-north-1');
    const elsewhere = { Bucket: 'other', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' as const } };
    await expect(northern().send(new CreateBucketCommand(elsewhere))).rejects.toMatchObject({
      name: 'IllegalLocationConstraintException',
    });
  });

  it.each(['UPPER', 'ab', 'a..b', '192.168.0.1', 'xn--a', '-a-', 'a_b'])('are not named %s', async (name) => {
    await expect(s3.send(new CreateBucketCommand({ Bucket: name }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
  });

  it('are deleted when empty', async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
      $metadata: { httpStatusCode: 409 },
    });
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
      message: 'The specified bucket does not exist',
      BucketName: 'none',
    });
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'none' }))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('are private, encrypted and without ACLs from the start', async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    expect((await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    expect((await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'BucketOwnerEnforced' },
    ]);
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
      'AES256',
    );
    await expect(s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }))).rejects.toMatchObject({
      name: 'AccessControlListNotSupported',
    });
    expect((await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).Payer).toBe('BucketOwner');
  });

  it('keep tags, CORS rules and encryption', async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchTagSet' });
    const TagSet = [{ Key: 'team', Value: 'ice' }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
    await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
    await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchCORSConfiguration',
    });
    const CORSRules = [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAgeSeconds: 5 }];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(CORSRules);
    const Rules = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const }, BucketKeyEnabled: true },
    ];
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
    const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect(put).toMatchObject({ ServerSideEncryption: 'aws:kms', BucketKeyEnabled: true });
  });

  it('take ACLs once their ownership and public access block allow them', async () => {
    await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'ObjectWriter' }));
    await expect(s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('BlockPublicAcls'),
    });
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: {} }));
    await s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    const { Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants?.map(({ Permission, Grantee }) => [Permission, Grantee?.Type])).toEqual([
      ['FULL_CONTROL', 'CanonicalUser'],
      ['READ', 'Group'],
    ]);
    await expect(
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidBucketAclWithObjectOwnership' });
  });

  it('refuse public policies until they are allowed, and malformed ones always', async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    const put = (policy: unknown) =>
      s3.send(
        new PutBucketPolicyCommand({ Bucket, Policy: typeof policy === 'string' ? policy : JSON.stringify(policy) }),
      );
    const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
    await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
    await expect(put({ Statement: statement })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('BlockPublicPolicy'),
    });
    await expect(put('no')).rejects.toMatchObject({ name: 'MalformedPolicy' });
    await expect(put({ Statement: { ...statement, Resource: 'arn:aws:s3:::else/*' } })).rejects.toMatchObject({
      message: 'Policy has invalid resource',
    });
    await expect(put({ Statement: { ...statement, Principal: undefined } })).rejects.toMatchObject({
      message: 'Missing required field Principal',
    });
    await put({ Statement: { ...statement, Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } } });
    expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(false);
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: {} }));
    await put({ Statement: [statement] });
    expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic).toBe(true);
  });
});
