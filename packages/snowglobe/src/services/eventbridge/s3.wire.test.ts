import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { startEvents } from './eventbridge-test-globe.ts';

it('hears of a bucket through the default bus', async () => {
  const globe = await startEvents();
  try {
    const s3 = globe.client(S3Client);
    const { url, arn } = await globe.queue('objects');
    await globe.rule('objects', { source: ['aws.s3'], 'detail-type': ['Object Created'] }, [{ Id: 'q', Arn: arn }]);
    const Bucket = 'events-of-objects';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const NotificationConfiguration = { EventBridgeConfiguration: {} };
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'ä b', Body: 'x' }));
    await globe.settle();
    expect(await globe.bodies(url)).toMatchObject([
      {
        source: 'aws.s3',
        account: '000000000000',
        resources: [`arn:aws:s3:::${Bucket}`],
        detail: { bucket: { name: Bucket }, object: { key: 'ä b', size: 1 }, reason: 'PutObject' },
      },
    ]);
  } finally {
    await globe.stop();
  }
});
