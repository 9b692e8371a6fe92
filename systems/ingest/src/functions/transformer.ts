import { SQSClient } from '@aws-sdk/client-sqs';
import type { FirehoseTransformationEvent, FirehoseTransformationResult } from 'aws-lambda';
import { log, logEvent } from '../log.ts';
import { setting } from '../settings.ts';
import { sqsSender } from '../transformer/queue.ts';
import { transform } from '../transformer/transform.ts';

const send = sqsSender(new SQSClient({}), setting('QUEUE_URL'));

/** Firehose to the queue and, line by line, to the lake. */
export async function handler(event: FirehoseTransformationEvent): Promise<FirehoseTransformationResult> {
  logEvent(event);
  return await transform(event, send, log);
}
