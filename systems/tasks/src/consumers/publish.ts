import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { DomainEvent } from '../domain/domain-event.ts';
import type { Log } from '../log.ts';
import { type BatchResponse, processBatch } from './batch.ts';
import { domainEventOf, type LogImage } from './log-image.ts';

/** Puts one event on the stream, under its task's id as partition key. */
export type PutEvent = (event: DomainEvent) => Promise<void>;

/** Publishes a batch of new events of the log, in order per task. The mapping lets INSERT records through only. */
export async function publish(batch: DynamoDBStreamEvent, putEvent: PutEvent, log: Log): Promise<BatchResponse> {
  log('processing a batch', { records: batch.Records.length });
  return await processBatch(batch.Records, {
    sequenceNumberOf,
    laneOf: (record) => record.dynamodb?.Keys?.['AggregateTypeAndId']?.S ?? sequenceNumberOf(record),
    process: async (record) => await putEvent(domainEventOf(imageOf(record))),
    log,
  });
}

function sequenceNumberOf(record: DynamoDBRecord): string {
  const sequenceNumber = record.dynamodb?.SequenceNumber;
  if (sequenceNumber === undefined) throw new Error('the record has no sequence number');
  return sequenceNumber;
}

function imageOf(record: DynamoDBRecord): LogImage {
  if (record.dynamodb?.NewImage === undefined) throw new Error('the record has no new image');
  return record.dynamodb.NewImage as LogImage;
}
