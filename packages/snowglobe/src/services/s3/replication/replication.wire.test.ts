import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import {
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  everything,
  openReplicationWorld,
  prepare,
  type ReplicationWorld,
  roleArn,
  Source,
  Target,
  usualRights,
} from './replication-test-globe.ts';

describe('replication', () => {
  let world: ReplicationWorld;

  beforeEach(async () => {
    world = await openReplicationWorld();
  });

  afterEach(() => world.globe.stop());

  it('copies new versions to a bucket of another region, with their ids, and not what was there before', async () => {
    await world.put('old', 'before');
    await world.configure(everything);
    const large = 'ice'.repeat(20_000);
    const versionId = await world.put('k', large, { Metadata: { a: 'b' }, ContentType: 'text/plain' });
    const second = await world.put('k', 'newer');
    await world.globe.settle();
    expect(await world.replica('k', versionId)).toEqual({ body: large, versionId });
    expect(await world.replica('k')).toEqual({ body: 'newer', versionId: second });
    const described = await world.there.send(
      new HeadObjectCommand({ Bucket: Target, Key: 'k', ...(versionId && { VersionId: versionId }) }),
    );
    expect(described).toMatchObject({ ReplicationStatus: 'REPLICA', Metadata: { a: 'b' }, ContentType: 'text/plain' });
    expect(await world.status(Source, 'k')).toBe('COMPLETED');
    expect(await world.status(Source, 'old')).toBeUndefined();
    expect(await world.replica('old')).toBeUndefined();
  });

  it('copies delete markers where the rule says so, and never a deletion of a version', async () => {
    await world.configure(everything);
    const VersionId = await world.put('k', 'v');
    await world.s3.send(new DeleteObjectCommand({ Bucket: Source, Key: 'k' }));
    await world.globe.settle();
    expect(await world.replica('k')).toBeUndefined();
    await world.s3.send(new DeleteObjectCommand({ Bucket: Source, Key: 'k', VersionId }));
    await world.globe.settle();
    const { Versions, DeleteMarkers } = await world.s3.send(new ListObjectVersionsCommand({ Bucket: Target }));
    expect([Versions?.map(({ VersionId: id }) => id), DeleteMarkers?.length]).toEqual([[VersionId], 1]);

    await world.configure({ ...everything, DeleteMarkerReplication: { Status: 'Disabled' } });
    await world.put('kept', 'v');
    await world.s3.send(new DeleteObjectCommand({ Bucket: Source, Key: 'kept' }));
    await world.globe.settle();
    expect((await world.replica('kept'))?.body).toBe('v');
  });

  it('takes what a rule’s prefix and tags take in, by the rule of the highest priority', async () => {
    const { DeleteMarkerReplication: _, ...base } = everything;
    const none = { DeleteMarkerReplication: { Status: 'Disabled' as const } };
    const And = { Prefix: 'a/', Tags: [{ Key: 'team', Value: 'ice' }] };
    await world.configure(
      { ...base, ...none, Filter: { And } },
      {
        ...base,
        ...none,
        ID: 'cold',
        Priority: 2,
        Filter: { Tag: { Key: 'cold', Value: '1' } },
        Destination: { ...base.Destination, Bucket: `arn:aws:s3:::${Target}`, StorageClass: 'GLACIER_IR' },
      },
    );
    await world.put('a/1', 'yes', { Tagging: 'team=ice' });
    await world.put('a/2', 'no');
    await world.put('b/3', 'no', { Tagging: 'team=ice' });
    await world.put('a/4', 'colder', { Tagging: 'team=ice&cold=1' });
    await world.globe.settle();
    const { Versions = [] } = await world.s3.send(new ListObjectVersionsCommand({ Bucket: Target }));
    expect(Versions.map(({ Key, StorageClass }) => [Key, StorageClass])).toEqual([
      ['a/1', 'STANDARD'],
      ['a/4', 'GLACIER_IR'],
    ]);
  });

  it('lets tags follow to the replica', async () => {
    await world.configure(everything);
    await world.put('k', 'v');
    await world.globe.settle();
    const Tagging = { TagSet: [{ Key: 'a', Value: '1' }] };
    await world.s3.send(new PutObjectTaggingCommand({ Bucket: Source, Key: 'k', Tagging }));
    await world.globe.settle();
    const { TagSet } = await world.there.send(new GetObjectTaggingCommand({ Bucket: Target, Key: 'k' }));
    expect([TagSet, await world.status(Source, 'k')]).toEqual([Tagging.TagSet, 'COMPLETED']);
  });

  it('does not go round in circles', async () => {
    await world.configure(everything);
    const back = { ...everything, Destination: { Bucket: `arn:aws:s3:::${Source}` } };
    const both = [Source, Target].map((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]).flat();
    await world.grant([{ Effect: 'Allow', Action: 's3:*', Resource: both }]);
    const ReplicationConfiguration = { Role: roleArn, Rules: [back] };
    await world.there.send(new PutBucketReplicationCommand({ Bucket: Target, ReplicationConfiguration }));
    await world.put('k', 'v');
    await world.globe.settle();
    const { Versions = [] } = await world.s3.send(new ListObjectVersionsCommand({ Bucket: Source }));
    expect([Versions.length, await world.status(Source, 'k')]).toEqual([1, 'COMPLETED']);
  });

  it.each([
    ['s3:GetReplicationConfiguration', 0],
    ['s3:GetObjectVersionForReplication', 1],
    ['s3:GetObjectVersionAcl', 1],
    ['s3:ReplicateObject', 2],
  ])('fails when the role lacks %s', async (missing, statement) => {
    const rights = usualRights.map((each, index) =>
      index === statement ? { ...each, Action: each.Action.filter((action) => action !== missing) } : each,
    );
    await world.grant(rights);
    await world.configure(everything);
    await world.put('k', 'v');
    await world.globe.settle();
    expect([await world.status(Source, 'k'), await world.replica('k')]).toEqual(['FAILED', undefined]);
  });

  it('fails when the destination is no longer versioned', async () => {
    await world.configure(everything);
    const VersioningConfiguration = { Status: 'Suspended' as const };
    await world.there.send(new PutBucketVersioningCommand({ Bucket: Target, VersioningConfiguration }));
    await world.put('k', 'v');
    await world.globe.settle();
    expect(await world.status(Source, 'k')).toBe('FAILED');
  });
});

describe('replication in a data folder', () => {
  let dataFolder: string;

  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'snowglobe-s3-'));
  });

  afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

  it('goes on after a restart', async () => {
    const before = await openReplicationWorld({ dataFolder });
    await prepare(before, before.globe.client(IAMClient));
    await before.configure(everything);
    const versionId = await before.put('k', 'v');
    await before.globe.stop();
    const after = await openReplicationWorld({ dataFolder });
    await after.put('k2', 'v');
    await after.globe.settle();
    expect(await after.replica('k')).toEqual({ body: 'v', versionId });
    expect([await after.status(Source, 'k'), await after.status(Source, 'k2')]).toEqual(['COMPLETED', 'COMPLETED']);
    await after.globe.stop();
  });
});
