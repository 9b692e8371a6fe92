import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';

describe('a bucket in a data folder', () => {
  let dataFolder: string;

  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'snowglobe-s3-'));
  });

  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

  it('is there again after a restart, with its versions and large bodies', async () => {
    const large = Buffer.alloc(3_000_000, 'ice');
    const before = await startTestGlobe({ dataFolder });
    const writer = before.client(S3Client);
    await writer.send(new CreateBucketCommand({ Bucket }));
    await writer.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await writer.send(new PutObjectCommand({ Bucket, Key: 'ü\u{1f600}', Body: 'small' }));
    const { VersionId } = await writer.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large }));
    await writer.send(new DeleteObjectCommand({ Bucket, Key: 'large' }));
    await before.stop();

    const after = await startTestGlobe({ dataFolder });
    const reader = after.client(S3Client);
    const read = async (Key: string, version?: string) =>
      (await reader.send(new GetObjectCommand({ Bucket, Key, VersionId: version }))).Body?.transformToByteArray();
    expect(Buffer.from((await read('ü\u{1f600}')) ?? []).toString()).toBe('small');
    expect(Buffer.compare(Buffer.from((await read('large', VersionId)) ?? []), large)).toBe(0);
    await expect(read('large')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await after.stop();
  });
});
