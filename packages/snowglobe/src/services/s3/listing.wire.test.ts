import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

describe('lists of objects', () => {
  let globe: TestGlobe;
  let s3: S3Client;
  const Bucket = 'snow';

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });

  afterEach(() => globe.stop());

  const fill = async (...keys: string[]) => {
    for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  };
  const list = async (more = {}) => {
    const {
      Contents = [],
      CommonPrefixes = [],
      ...rest
    } = await s3.send(new ListObjectsV2Command({ Bucket, ...more }));
    return { keys: Contents.map(({ Key }) => Key), prefixes: CommonPrefixes.map(({ Prefix }) => Prefix), ...rest };
  };

  it('are in the order of UTF-8 bytes', async () => {
    await fill('b', '\u{1f600}', '\u{ff5e}', 'a/', 'B', 'ä', 'a');
    expect((await list()).keys).toEqual(['B', 'a', 'a/', 'b', 'ä', '\u{ff5e}', '\u{1f600}']);
  });

  it('roll up what lies below a delimiter', async () => {
    await fill('a/1', 'a/2', 'a/b/3', 'b/1', 'c');
    expect(await list({ Delimiter: '/' })).toMatchObject({ keys: ['c'], prefixes: ['a/', 'b/'], KeyCount: 3 });
    expect(await list({ Delimiter: '/', Prefix: 'a/' })).toMatchObject({ keys: ['a/1', 'a/2'], prefixes: ['a/b/'] });
    expect(await list({ StartAfter: 'a/2' })).toMatchObject({ keys: ['a/b/3', 'b/1', 'c'] });
  });

  it('come in pages, prefixes counted', async () => {
    await fill('a/1', 'a/2', 'b', 'c/1', 'd');
    const first = await list({ Delimiter: '/', MaxKeys: 1 });
    expect(first).toMatchObject({ prefixes: ['a/'], keys: [], IsTruncated: true, KeyCount: 1, MaxKeys: 1 });
    const second = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
    expect(second).toMatchObject({ keys: ['b'], prefixes: ['c/'], IsTruncated: true });
    const keys: (string | undefined)[] = [];
    for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket })) {
      keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    }
    expect(keys).toEqual(['a/1', 'a/2', 'b', 'c/1', 'd']);
    await expect(list({ MaxKeys: 'blah' })).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: 'Provided max-keys not an integer or within integer range',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(list({ ContinuationToken: 'x' })).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: 'The continuation token provided is incorrect',
    });
    expect(await list({ MaxKeys: 0 })).toMatchObject({ keys: [], IsTruncated: false });
  });

  it('of the first kind go on after a marker', async () => {
    await fill('a/1', 'a/2', 'b', 'c');
    const first = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys: 2 }));
    expect(first).toMatchObject({ NextMarker: 'b', IsTruncated: true, CommonPrefixes: [{ Prefix: 'a/' }] });
    const rest = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: first.NextMarker }));
    expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['c']);
    const afterPrefix = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'a/' }));
    expect(afterPrefix.CommonPrefixes).toBeUndefined();
  });

  it('are URL-encoded when asked for', async () => {
    await fill('a b/ü+', 'x&<y>');
    expect(await list({ EncodingType: 'url' })).toMatchObject({
      keys: ['a+b/%C3%BC%2B', 'x%26%3Cy%3E'],
      EncodingType: 'url',
    });
    expect((await list()).keys).toEqual(['a b/ü+', 'x&<y>']);
  });

  it('shrink as keys are deleted in bulk', async () => {
    await fill('a', 'b', 'c');
    const deleted = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'none' }, { Key: 'c' }] } }),
    );
    expect(deleted.Deleted).toEqual([{ Key: 'a' }, { Key: 'none' }, { Key: 'c' }]);
    expect((await list()).keys).toEqual(['b']);
    const quiet = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b' }], Quiet: true } }));
    expect(quiet.Deleted).toBeUndefined();
  });
});
