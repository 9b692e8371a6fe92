import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

describe('versions', () => {
  let globe: TestGlobe;
  let s3: S3Client;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'snow' }));
  });

  afterEach(() => globe.stop());

  const versioning = (Status: 'Enabled' | 'Suspended') =>
    s3.send(new PutBucketVersioningCommand({ Bucket: 'snow', VersioningConfiguration: { Status } }));
  const put = async (Key: string, Body: string) =>
    (await s3.send(new PutObjectCommand({ Bucket: 'snow', Key, Body }))).VersionId;
  const read = async (Key: string, VersionId?: string) =>
    (await s3.send(new GetObjectCommand({ Bucket: 'snow', Key, VersionId }))).Body?.transformToString();
  const remove = (Key: string, VersionId?: string) =>
    s3.send(new DeleteObjectCommand({ Bucket: 'snow', Key, VersionId }));
  const list = async () => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: 'snow' }));
    return {
      versions: Versions.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
      markers: DeleteMarkers.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
    };
  };

  it('do not exist until they are switched on', async () => {
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket: 'snow' }))).Status).toBeUndefined();
    expect(await put('k', 'one')).toBeUndefined();
    await put('k', 'two');
    expect((await list()).versions).toEqual([['k', 'null', true]]);
  });

  it('are all kept, the newest being current', async () => {
    await versioning('Enabled');
    const first = await put('k', 'one');
    const second = await put('k', 'two');
    expect(first).toMatch(/^[\w.]{32}$/);
    expect(await read('k')).toBe('two');
    expect(await read('k', first)).toBe('one');
    expect((await list()).versions).toEqual([
      ['k', second, true],
      ['k', first, false],
    ]);
    await expect(read('k', 'x'.repeat(32))).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await expect(read('k', 'x')).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: 'Invalid version id specified',
    });
  });

  it('hide under a delete marker and come back when it goes', async () => {
    await versioning('Enabled');
    const version = await put('k', 'one');
    const marker = await remove('k');
    expect(marker.DeleteMarker).toBe(true);
    await expect(read('k')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'snow', Key: 'k' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'snow', Key: 'k' }));
    const { headers } = await fetch(url);
    expect([headers.get('x-amz-delete-marker'), headers.get('x-amz-version-id')]).toEqual(['true', marker.VersionId]);
    await expect(read('k', marker.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect((await s3.send(new ListObjectsV2Command({ Bucket: 'snow' }))).KeyCount).toBe(0);
    expect(await list()).toEqual({ versions: [['k', version, false]], markers: [['k', marker.VersionId, true]] });
    expect(await remove('k', marker.VersionId)).toMatchObject({ DeleteMarker: true, VersionId: marker.VersionId });
    expect(await read('k')).toBe('one');
  });

  it('written while suspended take the place of the null version', async () => {
    await put('k', 'before');
    await versioning('Enabled');
    const kept = await put('k', 'kept');
    await versioning('Suspended');
    expect(await put('k', 'one')).toBe('null');
    expect(await put('k', 'two')).toBe('null');
    expect((await list()).versions).toEqual([
      ['k', 'null', true],
      ['k', kept, false],
    ]);
    expect(await remove('k')).toMatchObject({ DeleteMarker: true, VersionId: 'null' });
    expect(await list()).toEqual({ versions: [['k', kept, false]], markers: [['k', 'null', true]] });
  });

  it('are listed page by page', async () => {
    await versioning('Enabled');
    const written = [];
    for (const key of ['a', 'b', 'b', 'c']) written.push([key, await put(key, 'x')]);
    const listed: (string | undefined)[][] = [];
    let page: Partial<{ NextKeyMarker: string; NextVersionIdMarker: string; IsTruncated: boolean }> = {};
    do {
      const answer = await s3.send(
        new ListObjectVersionsCommand({
          Bucket: 'snow',
          MaxKeys: 1,
          KeyMarker: page.NextKeyMarker,
          VersionIdMarker: page.NextVersionIdMarker,
        }),
      );
      listed.push(...(answer.Versions ?? []).map(({ Key, VersionId }) => [Key, VersionId]));
      page = answer as typeof page;
    } while (page.IsTruncated);
    expect(listed).toEqual([written[0], written[2], written[1], written[3]]);
  });

  it('must all be gone before the bucket is', async () => {
    await versioning('Enabled');
    const first = await put('k', 'one');
    const marker = await remove('k');
    await expect(s3.send(new DeleteBucketCommand({ Bucket: 'snow' }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
      message: 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
    });
    const deleted = await s3.send(
      new DeleteObjectsCommand({
        Bucket: 'snow',
        Delete: {
          Objects: [
            { Key: 'k', VersionId: first },
            { Key: 'k', VersionId: marker.VersionId },
          ],
        },
      }),
    );
    expect(deleted.Deleted).toEqual([
      { Key: 'k', VersionId: first },
      { Key: 'k', VersionId: marker.VersionId, DeleteMarker: true, DeleteMarkerVersionId: marker.VersionId },
    ]);
    await s3.send(new DeleteBucketCommand({ Bucket: 'snow' }));
  });
});
