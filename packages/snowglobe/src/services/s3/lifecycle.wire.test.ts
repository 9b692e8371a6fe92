import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type LifecycleRule,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';
const hour = 60 * 60 * 1000;
const day = 24 * hour;

describe('lifecycle rules', () => {
  let globe: TestGlobe;
  let s3: S3Client;

  beforeEach(async () => {
    globe = await startTestGlobe({ clock: 'held', startAt: Date.UTC(2026, 0, 1, 12) });
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket }));
  });

  afterEach(() => globe.stop());

  const rule = (more: Partial<LifecycleRule>) =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, ...more }] },
      }),
    );
  const put = (Key: string, Body: string | Uint8Array = 'x') => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const keys = async () => ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key }) => Key);
  const versions = async () => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    return { versions: Versions.length, markers: DeleteMarkers.length };
  };

  it('delete objects at the midnight after their days', async () => {
    await rule({ Expiration: { Days: 1 }, Filter: { Prefix: 'logs/' } });
    const { Expiration } = await put('logs/a');
    expect(Expiration).toBe('expiry-date="Sat, 03 Jan 2026 00:00:00 GMT", rule-id="r"');
    await put('kept');
    await globe.advance(day + 11 * hour);
    expect(await keys()).toEqual(['kept', 'logs/a']);
    await globe.advance(hour);
    expect(await keys()).toEqual(['kept']);
  });

  it('put a delete marker on versioned objects and remove what is noncurrent, then the marker', async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: {
          Rules: [
            {
              Status: 'Enabled',
              Filter: {},
              Expiration: { Days: 1 },
              NoncurrentVersionExpiration: { NoncurrentDays: 2 },
            },
          ],
        },
      }),
    );
    await put('k');
    await globe.advance(2 * day);
    expect(await versions()).toEqual({ versions: 1, markers: 1 });
    await globe.advance(2 * day);
    expect(await versions()).toEqual({ versions: 0, markers: 1 });
    await globe.advance(2 * day);
    expect(await versions()).toEqual({ versions: 0, markers: 0 });
  });

  it('keep as many noncurrent versions as they say', async () => {
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await rule({ NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 } });
    for (let version = 0; version < 5; version++) await put('k');
    await globe.advance(3 * day);
    expect(await versions()).toEqual({ versions: 3, markers: 0 });
  });

  it('abort uploads that were never completed', async () => {
    await rule({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
    const upload = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
    expect(upload).toMatchObject({ AbortRuleId: 'r', AbortDate: new Date(Date.UTC(2026, 0, 3)) });
    await globe.advance(2 * day);
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toBeUndefined();
  });

  it('move large objects to another class, from which they are restored for a time', async () => {
    await rule({ Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] });
    await put('large', Buffer.alloc(128 * 1024));
    await put('small');
    await globe.advance(2 * day);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'small' }))).StorageClass).toBeUndefined();
    const at = { Bucket, Key: 'large' };
    expect((await s3.send(new HeadObjectCommand(at))).StorageClass).toBe('GLACIER');
    await expect(s3.send(new GetObjectCommand(at))).rejects.toMatchObject({
      name: 'InvalidObjectState',
      StorageClass: 'GLACIER',
    });
    const begun = await s3.send(new RestoreObjectCommand({ ...at, RestoreRequest: { Days: 2 } }));
    expect(begun.$metadata.httpStatusCode).toBe(202);
    expect((await s3.send(new HeadObjectCommand(at))).Restore).toBe('ongoing-request="true"');
    await expect(s3.send(new RestoreObjectCommand({ ...at, RestoreRequest: { Days: 2 } }))).rejects.toMatchObject({
      name: 'RestoreAlreadyInProgress',
    });
    await globe.advance(5 * hour);
    expect((await s3.send(new HeadObjectCommand(at))).Restore).toContain('ongoing-request="false", expiry-date=');
    const prolonged = await s3.send(new RestoreObjectCommand({ ...at, RestoreRequest: { Days: 2 } }));
    expect(prolonged.$metadata.httpStatusCode).toBe(200);
    const restored = await s3.send(new GetObjectCommand(at));
    expect((await restored.Body?.transformToByteArray())?.length).toBe(128 * 1024);
    await globe.advance(4 * day);
    await expect(s3.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'InvalidObjectState' });
  });

  it('are refused when they say nothing, or the impossible', async () => {
    await expect(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchLifecycleConfiguration',
    });
    await expect(rule({})).rejects.toMatchObject({ message: 'At least one action needs to be specified in a rule' });
    await expect(rule({ Expiration: { Days: 0 } })).rejects.toMatchObject({
      message: "'Days' for Expiration action must be a positive integer",
    });
    await expect(rule({ Expiration: { Date: new Date(Date.UTC(2026, 1, 1, 1)) } })).rejects.toMatchObject({
      message: "'Date' must be at midnight GMT",
    });
    await expect(rule({ Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } })).rejects.toMatchObject({
      name: 'MalformedXML',
    });
    await rule({ Expiration: { Days: 1 } });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'none' }));
    const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(Rules).toEqual([{ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }]);
  });
});
