import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestGlobe, type TestGlobe } from '../../testing/start-test-globe.ts';

const Bucket = 'snow';
const QueueArn = 'arn:aws:sqs:us-east-1:000000000000:events';

describe('notifications', () => {
  let globe: TestGlobe;
  let s3: S3Client;
  let sqs: SQSClient;
  let QueueUrl: string | undefined;

  beforeEach(async () => {
    globe = await startTestGlobe();
    s3 = globe.client(S3Client);
    sqs = globe.client(SQSClient);
    await s3.send(new CreateBucketCommand({ Bucket }));
    ({ QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'events' })));
  });

  afterEach(() => globe.stop());

  const allow = (bucket = Bucket) => {
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: QueueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:s3:::${bucket}` } },
    };
    return sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: JSON.stringify({ Statement }) } }));
  };

  const configure = (NotificationConfiguration: NotificationConfiguration) =>
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));

  const notify = (Events: string[], more = {}) =>
    configure({ QueueConfigurations: [{ Id: 'all', QueueArn, Events: Events as [], ...more }] });

  const received = async () => {
    await globe.settle();
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    return Messages.map(({ Body }) => JSON.parse(Body ?? '') as ReturnType<typeof JSON.parse>);
  };
  const records = async () => (await received()).flatMap(({ Records = [] }) => Records);

  it('need a destination that lets S3 in, and greet it', async () => {
    await expect(notify(['s3:ObjectCreated:*'])).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: 'Unable to validate the following destination configurations',
    });
    await allow('other');
    await expect(notify(['s3:ObjectCreated:*'])).rejects.toMatchObject({ name: 'InvalidArgument' });
    await allow();
    await notify(['s3:ObjectCreated:*']);
    expect(await received()).toMatchObject([{ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket }]);
    const { QueueConfigurations } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(QueueConfigurations).toEqual([{ Id: 'all', QueueArn, Events: ['s3:ObjectCreated:*'] }]);
  });

  it('tell of each new object, its key URL-encoded', async () => {
    await allow();
    await notify(['s3:ObjectCreated:*']);
    await received();
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: 'a b/ü.txt', Body: 'flake' }));
    expect(await records()).toEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: expect.stringMatching(/^\d{4}-.*Z$/),
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:000000000000' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'all',
          bucket: { name: Bucket, ownerIdentity: { principalId: expect.any(String) }, arn: `arn:aws:s3:::${Bucket}` },
          object: {
            key: 'a+b/%C3%BC.txt',
            size: 5,
            eTag: ETag?.replaceAll('"', ''),
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
        },
      },
    ]);
  });

  it('name what happened', async () => {
    await allow();
    await notify(['s3:ObjectCreated:*', 's3:ObjectRemoved:*']);
    await received();
    const at = { Bucket, Key: 'k' };
    await s3.send(new PutObjectCommand({ ...at, Body: 'x' }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k` }));
    await s3.send(new DeleteObjectCommand(at));
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at));
    const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'x' }));
    const Parts = [{ PartNumber: 1, ETag }];
    const whole = await s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    const marker = await s3.send(new DeleteObjectCommand(at));
    const told = (await records()).map(({ eventName, s3: { object } }) => [eventName, object.key, object.versionId]);
    expect(new Set(told.map((line) => JSON.stringify(line)))).toEqual(
      new Set(
        [
          ['ObjectCreated:Put', 'k', undefined],
          ['ObjectCreated:Copy', 'copy', undefined],
          ['ObjectRemoved:Delete', 'k', undefined],
          ['ObjectCreated:CompleteMultipartUpload', 'k', whole.VersionId],
          ['ObjectRemoved:DeleteMarkerCreated', 'k', marker.VersionId],
        ].map((line) => JSON.stringify(line)),
      ),
    );
  });

  it('are sent only for events and keys that were asked for', async () => {
    await allow();
    const FilterRules = [
      { Name: 'prefix' as const, Value: 'in/' },
      { Name: 'suffix' as const, Value: '.csv' },
    ];
    await notify(['s3:ObjectCreated:Put'], { Filter: { Key: { FilterRules } } });
    await received();
    for (const Key of ['in/a.csv', 'in/a.txt', 'out/a.csv']) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    }
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'in/b.csv', CopySource: `${Bucket}/in/a.csv` }));
    expect((await records()).map(({ s3: { object } }) => object.key)).toEqual(['in/a.csv']);
  });

  it('may not be ambiguous', async () => {
    await allow();
    const Events = ['s3:ObjectCreated:*' as const];
    const twice = [
      { QueueArn, Events },
      { QueueArn, Events: ['s3:ObjectCreated:Put' as const] },
    ];
    await expect(configure({ QueueConfigurations: twice })).rejects.toMatchObject({
      message: expect.stringContaining('Configuration is ambiguously defined'),
    });
    const abroad = QueueArn.replace('us-east-1', 'eu-west-1');
    await expect(configure({ QueueConfigurations: [{ QueueArn: abroad, Events }] })).rejects.toMatchObject({
      message: 'The notification destination service region is not valid for the bucket location constraint',
    });
    await expect(
      configure({ QueueConfigurations: [{ QueueArn, Events: ['s3:ReducedRedundancyLostObject'] }] }),
    ).rejects.toMatchObject({
      message: "The event 's3:ReducedRedundancyLostObject' is not supported for notifications",
    });
  });

  it('cease with their configuration, and do not hold up a bucket whose queue is gone', async () => {
    await allow();
    await notify(['s3:ObjectCreated:*']);
    await received();
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    await globe.settle();
    await configure({});
    const { QueueConfigurations } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(QueueConfigurations).toBeUndefined();
  });
});
