import {
  CreateBucketCommand,
  DeleteBucketReplicationCommand,
  GetBucketReplicationCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  type ReplicationRule,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  everything,
  openReplicationWorld,
  type ReplicationWorld,
  roleArn,
  Source,
  Target,
} from './replication-test-globe.ts';

const { Filter: _filter, DeleteMarkerReplication: _markers, Priority: _priority, ...firstSchema } = everything;
const Destination = { Bucket: `arn:aws:s3:::${Target}` };

describe('a replication configuration', () => {
  let world: ReplicationWorld;

  beforeAll(async () => {
    world = await openReplicationWorld();
    await world.s3.send(new CreateBucketCommand({ Bucket: 'plain' }));
  });

  afterAll(() => world.globe.stop());

  it('is kept, told and deleted', async () => {
    await world.configure({ ...everything, ID: '' });
    const { ReplicationConfiguration } = await world.s3.send(new GetBucketReplicationCommand({ Bucket: Source }));
    expect(ReplicationConfiguration).toEqual({
      Role: roleArn,
      Rules: [{ ...everything, ID: expect.stringMatching(/^[a-z0-9]{48}$/) as string }],
    });
    await expect(
      world.s3.send(
        new PutBucketVersioningCommand({ Bucket: Source, VersioningConfiguration: { Status: 'Suspended' } }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidBucketState' });
    await world.s3.send(new DeleteBucketReplicationCommand({ Bucket: Source }));
    await expect(world.s3.send(new GetBucketReplicationCommand({ Bucket: Source }))).rejects.toMatchObject({
      name: 'ReplicationConfigurationNotFoundError',
      $metadata: { httpStatusCode: 404 },
    });
  });

  const refused: readonly (readonly [string, readonly ReplicationRule[], string])[] = [
    [
      'a destination that is not there',
      [{ ...everything, Destination: { Bucket: 'arn:aws:s3:::nowhere' } }],
      'Destination bucket must exist.',
    ],
    [
      'a destination without versions',
      [{ ...everything, Destination: { Bucket: 'arn:aws:s3:::plain' } }],
      'Destination bucket must have versioning enabled.',
    ],
    [
      'itself as destination',
      [{ ...everything, Destination: { Bucket: `arn:aws:s3:::${Source}` } }],
      'Destination bucket cannot be the same as the source bucket.',
    ],
    [
      'rules of the second schema without priorities',
      [everything, { ...everything, ID: 'b', Priority: undefined }],
      'Priority must be specified',
    ],
    ['two rules of one priority', [everything, { ...everything, ID: 'b' }], 'duplicate priority'],
    ['two rules of one id', [everything, { ...everything, Priority: 2 }], 'Rule ID must be unique'],
    [
      'no word on delete markers',
      [{ ...everything, DeleteMarkerReplication: undefined }],
      'DeleteMarkerReplication must be specified',
    ],
    [
      'delete markers in the first schema',
      [{ ...firstSchema, Prefix: '', DeleteMarkerReplication: { Status: 'Enabled' } }],
      'DeleteMarkerReplication cannot be used',
    ],
    [
      'delete markers by tag',
      [{ ...everything, Filter: { Tag: { Key: 'a', Value: 'b' } } }],
      'Delete marker replication is not supported if any Tag filter is specified.',
    ],
    [
      'overlapping prefixes in the first schema',
      [
        { ...firstSchema, Prefix: 'a' },
        { ...firstSchema, ID: 'b', Prefix: 'ab' },
      ],
      'Found overlapping prefixes',
    ],
    [
      'encrypted objects without a key for the replicas',
      [{ ...everything, SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } } }],
      'ReplicaKmsKeyID must be specified',
    ],
    [
      'a key for the replicas without encrypted objects',
      [{ ...everything, Destination: { ...Destination, EncryptionConfiguration: { ReplicaKmsKeyID: 'k' } } }],
      'SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.',
    ],
    [
      'an account that does not own the destination',
      [{ ...everything, Destination: { ...Destination, Account: '222222222222' } }],
      'does not own the destination bucket',
    ],
    [
      'a time limit without metrics',
      [
        {
          ...everything,
          Destination: { ...Destination, ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } } },
        },
      ],
      'Metrics must be enabled',
    ],
    [
      'existing objects',
      [{ ...everything, ExistingObjectReplication: { Status: 'Enabled' } }],
      'ExistingObjectReplication',
    ],
  ];

  it.each(refused)('is refused with %s', async (_what, rules, text) => {
    await expect(world.configure(...rules)).rejects.toThrow(text);
  });

  it('needs a versioned bucket', async () => {
    const ReplicationConfiguration = { Role: roleArn, Rules: [everything] };
    await expect(
      world.s3.send(new PutBucketReplicationCommand({ Bucket: 'plain', ReplicationConfiguration })),
    ).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    });
  });
});
