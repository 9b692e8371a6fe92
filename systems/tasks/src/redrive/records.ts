import { domainEventOf, type LogImage } from '../consumers/log-image.ts';
import { parseDomainEvent } from '../domain/domain-event.ts';
import type { ConsumerAddress } from './consumer-address.ts';
import { isMeantFor } from './consumer-address.ts';

/** A record as a function receives it from a mapping, reduced to what the consumers of this system read. */
export interface DynamoRecord {
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly Keys: LogImage;
    readonly NewImage?: LogImage;
  };
}

export interface KinesisRecord {
  readonly kinesis: { readonly sequenceNumber: string; readonly partitionKey: string; readonly data: string };
}

export type StreamRecord = DynamoRecord | KinesisRecord;

/** Records that the mapping's filter would have let through. */
export function filtered(
  records: readonly StreamRecord[],
  consumer: ConsumerAddress,
  ownRegion: string,
): StreamRecord[] {
  return records.filter((record) => {
    if ('dynamodb' in record) return record.eventName === 'INSERT';
    const region = regionOf(record);
    return region === undefined || isMeantFor(consumer, region, ownRegion);
  });
}

/** Undefined when the record is no domain event: the consumer shall see it and say so. */
function regionOf(record: KinesisRecord): string | undefined {
  try {
    return parseDomainEvent(Buffer.from(record.kinesis.data, 'base64').toString('utf8')).region;
  } catch {
    return undefined;
  }
}

/** The record that DynamoDB streams once had of an item of the event log. */
export function dynamoRecordOf(image: LogImage): DynamoRecord {
  const { AggregateTypeAndId, AggregateIdSequence } = image;
  return {
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: fromLog(image), Keys: { AggregateTypeAndId, AggregateIdSequence }, NewImage: image },
  };
}

/** The record that the event stream once had of an item of the event log. */
export function kinesisRecordOf(image: LogImage): KinesisRecord {
  const event = domainEventOf(image);
  const data = Buffer.from(JSON.stringify(event)).toString('base64');
  return { kinesis: { sequenceNumber: fromLog(image), partitionKey: event.id, data } };
}

/** Only names the record in the consumer's report. */
function fromLog(image: LogImage): string {
  return `log:${image['AggregateId']?.S ?? ''}:${image['AggregateIdSequence']?.N ?? ''}`;
}
