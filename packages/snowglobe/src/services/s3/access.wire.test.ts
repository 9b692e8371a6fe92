import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';
const arn = `arn:aws:s3:::${Bucket}`;

describe('access to a bucket', () => {
  let globe: TestGlobe;
  let s3: S3Client;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership: 'BucketOwnerPreferred' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'in/k', Body: 'flake', Tagging: 'team=ice' }));
  });

  afterEach(() => globe.stop());

  const policy = (...Statement: object[]) =>
    s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
  const open = () => s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: {} }));

  it('belong to the bucket’s owner: the root of another account needs the bucket’s policy', async () => {
    const credentials = { accessKeyId: '111111111111', secretAccessKey: 'any' };
    const other = globe.client(S3Client, { credentials, forcePathStyle: true });
    const read = () => other.send(new GetObjectCommand({ Bucket, Key: 'in/k' }));
    await expect(read()).rejects.toMatchObject({ name: 'AccessDenied' });
    const answer = await policy({
      Effect: 'Allow',
      Principal: { AWS: '111111111111' },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    expect(answer.$metadata.httpStatusCode).toBe(204);
    expect(await (await read()).Body?.transformToString()).toBe('flake');
  });

  /** A client whose role may do what the statements say. */
  const roleMay = async (...Statement: object[]) => {
    const iam = globe.client(IAMClient);
    const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument }));
    const { Credentials } = await globe
      .client(STSClient)
      .send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'session' }));
    return globe.client(S3Client, {
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
    });
  };
  const read = async (client: S3Client, Key = 'in/k') =>
    (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  const anonymous = async (path: string) => (await fetch(`${globe.endpoint}/${Bucket}${path}`)).status;

  it('is what the role was given, and hides which keys are missing', async () => {
    const client = await roleMay({ Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/in/*` });
    expect(await read(client)).toBe('flake');
    await expect(read(client, 'in/none')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('s3:ListBucket'),
    });
    await expect(read(client, 'out')).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(client.send(new PutObjectCommand({ Bucket, Key: 'in/x', Body: 'x' }))).rejects.toMatchObject({
      message: expect.stringContaining('s3:PutObject'),
    });
  });

  it('depends on prefixes and tags where policies say so', async () => {
    const client = await roleMay(
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition: { StringLike: { 's3:prefix': 'in/*' } } },
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `${arn}/*`,
        Condition: { StringEquals: { 's3:ExistingObjectTag/team': 'ice' } },
      },
    );
    const list = (Prefix?: string) => client.send(new ListObjectsV2Command({ Bucket, Prefix }));
    expect((await list('in/')).KeyCount).toBe(1);
    await expect(list()).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(await read(client)).toBe('flake');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'untagged', Body: 'x' }));
    await expect(read(client, 'untagged')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('is refused key by key when many are deleted', async () => {
    const client = await roleMay({ Effect: 'Allow', Action: 's3:DeleteObject', Resource: `${arn}/in/*` });
    const Objects = [{ Key: 'in/k' }, { Key: 'out' }];
    const { Deleted, Errors } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toEqual([{ Key: 'in/k' }]);
    expect(Errors).toMatchObject([{ Key: 'out', Code: 'AccessDenied' }]);
  });

  it('of other accounts takes the bucket policy', async () => {
    const other = globe.client(S3Client, { credentials: { accessKeyId: '111111111111', secretAccessKey: 'x' } });
    await expect(read(other)).rejects.toMatchObject({ name: 'AccessDenied' });
    await policy({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111111111111:root' },
      Action: 's3:GetObject',
      Resource: `${arn}/*`,
    });
    expect(await read(other)).toBe('flake');
    await expect(other.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('of everybody takes a public policy that nothing blocks', async () => {
    expect(await anonymous('/in/k')).toBe(403);
    const everybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${arn}/*` };
    await expect(policy(everybody)).rejects.toMatchObject({ name: 'AccessDenied' });
    await open();
    await policy(everybody);
    expect(await anonymous('/in/k')).toBe(200);
    await s3.send(
      new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } }),
    );
    expect(await anonymous('/in/k')).toBe(403);
  });

  it('of everybody comes with a public ACL, unless public ACLs are ignored', async () => {
    await open();
    await s3.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    expect(await anonymous('/')).toBe(200);
    expect(await anonymous('/in/k')).toBe(403);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'public', Body: 'x', ACL: 'public-read' }));
    expect(await anonymous('/public')).toBe(200);
    await s3.send(
      new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }),
    );
    expect(await anonymous('/public')).toBe(403);
  });

  it('is lent by presigned URLs', async () => {
    const client = await roleMay({ Effect: 'Allow', Action: 's3:*', Resource: [arn, `${arn}/*`] });
    const put = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'lent' }), { expiresIn: 60 });
    expect((await fetch(put, { method: 'PUT', body: 'by url' })).status).toBe(200);
    const get = await getSignedUrl(
      client,
      new GetObjectCommand({ Bucket, Key: 'lent', ResponseContentDisposition: 'attachment' }),
    );
    const answer = await fetch(get);
    expect(await answer.text()).toBe('by url');
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    expect((await fetch(get.replace('lent', 'in/k'))).status).toBe(403);
  });
});
