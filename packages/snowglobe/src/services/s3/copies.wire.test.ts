import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

describe('copies and tags', () => {
  let globe: TestGlobe;
  let s3: S3Client;
  const Bucket = 'snow';

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'from',
        Body: Buffer.alloc(100_000, 'x'),
        ContentType: 'text/x',
        Metadata: { a: '1' },
        Tagging: 'k=v&empty=',
      }),
    );
  });

  afterEach(() => globe.stop());

  const copy = (Key: string, more = {}) =>
    s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/from`, ...more }));
  const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
  const tags = async (Key: string) => (await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;

  it('take metadata and tags along, and outlive their source', async () => {
    await copy('to');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'from' }));
    expect(await head('to')).toMatchObject({ ContentType: 'text/x', Metadata: { a: '1' }, ContentLength: 100_000 });
    expect(await tags('to')).toEqual([
      { Key: 'k', Value: 'v' },
      { Key: 'empty', Value: '' },
    ]);
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'to' }));
    expect(await object.Body?.transformToString()).toBe('x'.repeat(100_000));
  });

  it('replace metadata and tags when told so', async () => {
    await copy('to', {
      MetadataDirective: 'REPLACE',
      Metadata: { b: '2' },
      ContentType: 'text/y',
      TaggingDirective: 'REPLACE',
      Tagging: 'n=1',
    });
    expect(await head('to')).toMatchObject({ ContentType: 'text/y', Metadata: { b: '2' } });
    expect(await tags('to')).toEqual([{ Key: 'n', Value: '1' }]);
  });

  it('of an object onto itself must change something', async () => {
    await expect(copy('from')).rejects.toMatchObject({ name: 'InvalidRequest' });
    await copy('from', { MetadataDirective: 'REPLACE', Metadata: { c: '3' } });
    expect((await head('from')).Metadata).toEqual({ c: '3' });
    const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'from' }));
    expect((await object.Body?.transformToString())?.length).toBe(100_000);
  });

  it('are made under conditions', async () => {
    const { ETag } = await head('from');
    await copy('to', { CopySourceIfMatch: ETag });
    await expect(copy('to', { CopySourceIfNoneMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(copy('to', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(copy('to', { CopySource: `${Bucket}/none` })).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy('to', { CopySource: 'none' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('have tags that are checked', async () => {
    const put = (TagSet: { Key: string; Value: string }[]) =>
      s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'from', Tagging: { TagSet } }));
    await put([{ Key: 'one', Value: 'ü 1' }]);
    expect(await tags('from')).toEqual([{ Key: 'one', Value: 'ü 1' }]);
    expect((await head('from')).TagCount).toBe(1);
    const many = Array.from({ length: 11 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    await expect(put(many)).rejects.toMatchObject({
      name: 'BadRequest',
      message: 'Object tags cannot be greater than 10',
    });
    const twice = [
      { Key: 'a', Value: '' },
      { Key: 'a', Value: '' },
    ];
    await expect(put(twice)).rejects.toMatchObject({ name: 'InvalidTag' });
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'from' }));
    expect(await tags('from')).toEqual([]);
  });
});
