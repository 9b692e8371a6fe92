import {
  CreateBucketCommand,
  HeadObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AwsError } from '../../../contract/aws-error.ts';
import {
  everything,
  openReplicationWorld,
  type ReplicationWorld,
  Source,
  Target,
  usualRights,
} from './replication-test-globe.ts';

const minuteMs = 60_000;

describe('replication', () => {
  let world: ReplicationWorld;

  beforeEach(async () => {
    world = await openReplicationWorld({ clock: 'held' });
  });

  afterEach(() => world.globe.stop());

  /** IAM answers 503 until the function is called that this gives. */
  const makeUnavailable = () => {
    const spy = vi.spyOn(world.globe.globe, 'assumeRole').mockImplementation(() => {
      throw new AwsError('ServiceUnavailable', 'Service is unavailable', { status: 503 });
    });
    return () => spy.mockRestore();
  };

  it('is tried again when a service is not available, and tells when that lasts longer than its time control', async () => {
    const sqs = world.globe.client(SQSClient);
    const Policy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
      ],
    });
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'news', Attributes: { Policy } }));
    const QueueConfigurations = [
      { QueueArn: 'arn:aws:sqs:us-east-1:000000000000:news', Events: ['s3:Replication:*' as const] },
    ];
    await world.s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: Source,
        NotificationConfiguration: { QueueConfigurations },
        SkipDestinationValidation: true,
      }),
    );
    await world.configure({
      ...everything,
      Destination: {
        Bucket: `arn:aws:s3:::${Target}`,
        Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
        ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
      },
    });
    const makeAvailable = makeUnavailable();
    const versionId = await world.put('k', 'v');
    await world.globe.settle();
    expect(await world.status(Source, 'k')).toBe('PENDING');
    await world.globe.advance(20 * minuteMs);
    makeAvailable();
    expect(await world.status(Source, 'k')).toBe('PENDING');
    await world.globe.advance(20 * minuteMs);
    expect([await world.status(Source, 'k'), await world.replica('k')]).toEqual([
      'COMPLETED',
      { body: 'v', versionId },
    ]);
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    const names = Messages.map(({ Body = '' }) => /"eventName":"([^"]+)"/.exec(Body)?.[1]);
    expect(names).toEqual(['Replication:OperationMissedThreshold', 'Replication:OperationReplicatedAfterThreshold']);
  });

  it('puts a version that comes late below those that were written after it', async () => {
    await world.configure(everything);
    const makeAvailable = makeUnavailable();
    const first = await world.put('k', 'first');
    await world.globe.settle();
    makeAvailable();
    await world.globe.advance(500);
    const second = await world.put('k', 'second');
    await world.globe.settle();
    expect(await world.replica('k', first)).toBeUndefined();
    await world.globe.advance(minuteMs);
    expect(await world.replica('k')).toEqual({ body: 'second', versionId: second });
    expect(await world.replica('k', first)).toEqual({ body: 'first', versionId: first });
  });

  it('is complete when every destination has its replica, and failed when one has not', async () => {
    await world.s3.send(new CreateBucketCommand({ Bucket: 'neve' }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await world.s3.send(new PutBucketVersioningCommand({ Bucket: 'neve', VersioningConfiguration }));
    const other = { ...everything, ID: 'other', Priority: 2, Destination: { Bucket: 'arn:aws:s3:::neve' } };
    await world.configure(everything, other);
    await world.put('half', 'v');
    await world.globe.settle();
    expect([await world.status(Source, 'half'), (await world.replica('half'))?.body]).toEqual(['FAILED', 'v']);
    const more = { Effect: 'Allow', Action: 's3:Replicate*', Resource: 'arn:aws:s3:::neve/*' };
    await world.grant([...usualRights, more]);
    await world.put('k', 'v');
    await world.globe.settle();
    expect(await world.status(Source, 'k')).toBe('COMPLETED');
    const { ReplicationStatus } = await world.s3.send(new HeadObjectCommand({ Bucket: 'neve', Key: 'k' }));
    expect(ReplicationStatus).toBe('REPLICA');
  });
});
