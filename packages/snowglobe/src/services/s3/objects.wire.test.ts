import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

describe('objects', () => {
  let globe: TestGlobe;
  let s3: S3Client;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'snow' }));
  });

  afterEach(() => globe.stop());

  const put = (Key: string, Body: string | Uint8Array = Key, more = {}) =>
    s3.send(new PutObjectCommand({ Bucket: 'snow', Key, Body, ...more }));
  const get = (Key: string, more = {}) => s3.send(new GetObjectCommand({ Bucket: 'snow', Key, ...more }));

  it('are given back with their headers and metadata', async () => {
    await put('a b/ü+%?.txt', 'flake', {
      ContentType: 'text/plain',
      CacheControl: 'max-age=5',
      Metadata: { Colour: 'white' },
    });
    const object = await get('a b/ü+%?.txt');
    expect(await object.Body?.transformToString()).toBe('flake');
    expect(object).toMatchObject({
      ContentType: 'text/plain',
      CacheControl: 'max-age=5',
      Metadata: { colour: 'white' },
      ContentLength: 5,
      ServerSideEncryption: 'AES256',
      AcceptRanges: 'bytes',
    });
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual(['snow']);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'snow' }));
    expect(Contents?.map(({ Key, Size }) => [Key, Size])).toEqual([['a b/ü+%?.txt', 5]]);
  });

  it('of many megabytes go through whole', async () => {
    const body = Buffer.alloc(20 * 1024 * 1024, 'snow');
    await put('large', body);
    const object = await get('large');
    expect(Buffer.compare(Buffer.from((await object.Body?.transformToByteArray()) ?? []), body)).toBe(0);
  });

  it('that are deleted while being read are read to their end', async () => {
    const body = Buffer.alloc(8 * 1024 * 1024, 'snow');
    await put('large', body);
    const object = await get('large');
    await s3.send(new DeleteObjectCommand({ Bucket: 'snow', Key: 'large' }));
    expect((await object.Body?.transformToByteArray())?.length).toBe(body.length);
  });

  it('are given in ranges', async () => {
    await put('k', '0123456789');
    const range = async (Range: string) => {
      const part = await get('k', { Range });
      return [await part.Body?.transformToString(), part.ContentRange, part.$metadata.httpStatusCode];
    };
    expect(await range('bytes=2-4')).toEqual(['234', 'bytes 2-4/10', 206]);
    expect(await range('bytes=-3')).toEqual(['789', 'bytes 7-9/10', 206]);
    expect(await range('bytes=7-')).toEqual(['789', 'bytes 7-9/10', 206]);
    await expect(get('k', { Range: 'bytes=10-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      ActualObjectSize: '10',
      $metadata: { httpStatusCode: 416 },
    });
  });

  it('that are missing are told so, without a body on HEAD', async () => {
    await expect(get('none')).rejects.toMatchObject({
      name: 'NoSuchKey',
      message: 'The specified key does not exist.',
      Key: 'none',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'snow', Key: 'none' }))).rejects.toMatchObject({
      name: 'NotFound',
      $metadata: { httpStatusCode: 404 },
    });
    await s3.send(new DeleteObjectCommand({ Bucket: 'snow', Key: 'none' }));
  });

  it('are read only under the conditions that the reader names', async () => {
    const { ETag } = await put('k', 'v');
    expect(ETag).toBe('"9e3669d19b675bd57058fd4664205d2a"');
    expect((await get('k', { IfMatch: ETag })).ContentLength).toBe(1);
    await expect(get('k', { IfMatch: '"other"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      Condition: 'If-Match',
    });
    await expect(get('k', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get('k', { IfModifiedSince: new Date(Date.UTC(2100, 0)) })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
  });

  it('are written only under the conditions that the writer names', async () => {
    const first = await put('k', 'one', { IfNoneMatch: '*' });
    await expect(put('k', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await put('k', 'two', { IfMatch: first.ETag });
    await expect(put('k', 'three', { IfMatch: first.ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('none', 'x', { IfMatch: first.ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'carry a %s that is checked',
    async (algorithm) => {
      const written = await put('k', 'snow', { ChecksumAlgorithm: algorithm });
      const value = written[`Checksum${algorithm}`];
      expect(value).toBeTruthy();
      const object = await get('k', { ChecksumMode: 'ENABLED' });
      expect(object[`Checksum${algorithm}`]).toBe(value);
      expect(object.ChecksumType).toBe('FULL_OBJECT');
      expect(await object.Body?.transformToString()).toBe('snow');
      await expect(put('k', 'other', { [`Checksum${algorithm}`]: value })).rejects.toMatchObject({
        name: 'BadDigest',
        message: `The ${algorithm} you specified did not match the calculated checksum.`,
      });
    },
  );
});
