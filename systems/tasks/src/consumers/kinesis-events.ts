import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { type DomainEvent, parseDomainEvent } from '../domain/domain-event.ts';
import type { Log } from '../log.ts';
import { type BatchResponse, processBatch } from './batch.ts';

/** A domain event with the very text that was on the stream. */
export interface ReceivedEvent {
  readonly event: DomainEvent;
  readonly text: string;
}

/** Gives each domain event of a Kinesis batch to a consumer, in order per task. */
export async function consumeEvents(
  batch: KinesisStreamEvent,
  consume: (received: ReceivedEvent) => Promise<void>,
  log: Log,
): Promise<BatchResponse> {
  log('processing a batch', { records: batch.Records.length });
  return await processBatch(batch.Records, {
    sequenceNumberOf: (record) => record.kinesis.sequenceNumber,
    laneOf: (record) => record.kinesis.partitionKey,
    process: async (record) => await consume(received(record)),
    log,
  });
}

function received(record: KinesisStreamRecord): ReceivedEvent {
  const text = Buffer.from(record.kinesis.data, 'base64').toString('utf8');
  return { event: parseDomainEvent(text), text };
}
