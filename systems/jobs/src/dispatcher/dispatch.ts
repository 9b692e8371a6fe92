import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { JobMessage } from '../domain/messages.ts';
import { describeError, type Log } from '../log.ts';
import { type JobItem, jobOf } from '../storage/job-item.ts';

export interface Dispatcher {
  /** Tells every consumer of the message's type. */
  readonly publish: (message: JobMessage) => Promise<void>;
  readonly log: Log;
}

/** Hands new jobs, and wishes to cancel, to the consumers. What fails is reported by sequence number and tried again. */
export async function dispatch(
  records: readonly DynamoDBRecord[],
  { publish, log }: Dispatcher,
): Promise<DynamoDBBatchResponse> {
  const published = await Promise.allSettled(records.map(async (record) => await publish(messageOf(record))));
  const batchItemFailures = published.flatMap((result, index) => {
    if (result.status === 'fulfilled') return [];
    const itemIdentifier = records[index]?.dynamodb?.SequenceNumber ?? '';
    log('a record was not dispatched', { itemIdentifier, ...describeError(result.reason) });
    return [{ itemIdentifier }];
  });
  log('dispatched a batch', { records: records.length, failed: batchItemFailures.length });
  return { batchItemFailures };
}

/** The mapping's filter lets in only new jobs and unfinished ones that are to be cancelled. */
function messageOf({ eventName, dynamodb }: DynamoDBRecord): JobMessage {
  const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
  if (image === undefined) throw new Error('the record has no image');
  const { id, type, parameters } = jobOf(unmarshall(image) as JobItem);
  return eventName === 'MODIFY' ? { jobId: id, type, cancel: true } : { jobId: id, type, parameters, step: 0 };
}
