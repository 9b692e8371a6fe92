import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';
const startAt = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60 * 1000;

describe('object lock', () => {
  let globe: TestGlobe;
  let s3: S3Client;

  beforeEach(async () => {
    globe = await startTestGlobe({ clock: 'held', startAt });
    s3 = globe.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  });

  afterEach(() => globe.stop());

  const put = async (more = {}) => {
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ...more }));
    return { Bucket, Key: 'k', VersionId };
  };
  const retain = (Mode: 'GOVERNANCE' | 'COMPLIANCE', days: number) => ({
    ObjectLockMode: Mode,
    ObjectLockRetainUntilDate: new Date(startAt + days * day),
  });
  const locked = { name: 'AccessDenied', message: 'Access Denied because object protected by object lock.' };

  it('keeps versions until their retention is over', async () => {
    const version = await put(retain('COMPLIANCE', 2));
    await expect(s3.send(new DeleteObjectCommand(version))).rejects.toMatchObject(locked);
    await expect(
      s3.send(new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true })),
    ).rejects.toMatchObject(locked);
    expect((await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))).DeleteMarker).toBe(true);
    await globe.advance(2 * day);
    await s3.send(new DeleteObjectCommand(version));
  });

  it('yields to a bypass in governance mode only', async () => {
    const version = await put(retain('GOVERNANCE', 2));
    expect((await s3.send(new GetObjectRetentionCommand(version))).Retention).toEqual({
      Mode: 'GOVERNANCE',
      RetainUntilDate: new Date(startAt + 2 * day),
    });
    const shorter = {
      ...version,
      Retention: { Mode: 'GOVERNANCE' as const, RetainUntilDate: new Date(startAt + day) },
    };
    await expect(s3.send(new PutObjectRetentionCommand(shorter))).rejects.toMatchObject(locked);
    const stricter = {
      ...version,
      Retention: { ...shorter.Retention, Mode: 'COMPLIANCE' as const, RetainUntilDate: new Date(startAt + 3 * day) },
    };
    await expect(s3.send(new PutObjectRetentionCommand(stricter))).rejects.toMatchObject(locked);
    await s3.send(new PutObjectRetentionCommand({ ...shorter, BypassGovernanceRetention: true }));
    await s3.send(new DeleteObjectCommand({ ...version, BypassGovernanceRetention: true }));
  });

  it('holds for as long as a legal hold is on', async () => {
    const version = await put();
    await expect(s3.send(new GetObjectLegalHoldCommand(version))).rejects.toMatchObject({
      name: 'NoSuchObjectLockConfiguration',
    });
    await s3.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'ON' } }));
    await expect(s3.send(new DeleteObjectCommand(version))).rejects.toMatchObject(locked);
    await s3.send(new PutObjectLegalHoldCommand({ ...version, LegalHold: { Status: 'OFF' } }));
    await s3.send(new DeleteObjectCommand(version));
  });

  it('gives new objects the default retention of their bucket', async () => {
    const Rule = { DefaultRetention: { Mode: 'GOVERNANCE' as const, Days: 3 } };
    await s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
      }),
    );
    expect((await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration?.Rule).toEqual(
      Rule,
    );
    const object = await s3.send(new GetObjectCommand(await put()));
    expect(await object.Body?.transformToString()).toBe('x');
    expect(object).toMatchObject({
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: new Date(startAt + 3 * day),
    });
  });

  it('needs versioning, and a bucket that has it', async () => {
    const Status = 'Suspended';
    await expect(
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } })),
    ).rejects.toMatchObject({ name: 'InvalidBucketState' });
    await s3.send(new CreateBucketCommand({ Bucket: 'open' }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket: 'open', Key: 'k', Body: 'x', ...retain('GOVERNANCE', 1) })),
    ).rejects.toMatchObject({ message: 'Bucket is missing Object Lock Configuration' });
    await expect(s3.send(new GetObjectLockConfigurationCommand({ Bucket: 'open' }))).rejects.toMatchObject({
      name: 'ObjectLockConfigurationNotFoundError',
    });
    await expect(put(retain('GOVERNANCE', -1))).rejects.toMatchObject({
      message: 'The retain until date must be in the future!',
    });
  });
});
