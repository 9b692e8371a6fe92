import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamEvent } from 'aws-lambda';
import { audit, type PutObject } from '../consumers/audit.ts';
import type { BatchResponse } from '../consumers/batch.ts';
import { consumeEvents } from '../consumers/kinesis-events.ts';
import { log } from '../log.ts';
import { optionalSetting, setting } from '../settings.ts';

const s3 = new S3Client({});
const Bucket = setting('AUDIT_BUCKET_NAME');
const failOnSummary = optionalSetting('FAIL_ON_SUMMARY');

const putObject: PutObject = async (Key, Body) => {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json' }));
};

/** Domain events to audit objects. */
export async function handler(batch: KinesisStreamEvent): Promise<BatchResponse> {
  return await consumeEvents(batch, (received) => audit(received, putObject, failOnSummary), log);
}
