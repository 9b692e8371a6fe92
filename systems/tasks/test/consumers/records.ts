import type { DynamoDBRecord, DynamoDBStreamEvent, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { DomainEvent } from '../../src/domain/domain-event.ts';
import type { RecordedEvent } from '../../src/domain/task-version.ts';
import { toItem } from '../../src/storage/event-log-item.ts';

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

/** A new item of the event log as a DynamoDB stream shows it to a function. */
export function insertRecord(recorded: RecordedEvent, sequenceNumber: string): DynamoDBRecord {
  const item = toItem(recorded);
  const Keys = {
    AggregateTypeAndId: { S: item.AggregateTypeAndId },
    AggregateIdSequence: { N: String(item.AggregateIdSequence) },
  };
  const NewImage = {
    ...Keys,
    AggregateType: { S: item.AggregateType },
    AggregateId: { S: item.AggregateId },
    EventType: { S: item.EventType },
    EventVersion: { S: item.EventVersion },
    Payload: { B: base64(item.Payload) },
    Metadata: { B: base64(item.Metadata) },
    Region: { S: item.Region },
    RecordedAt: { N: String(item.RecordedAt) },
  };
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: sequenceNumber, Keys, NewImage } };
}

export function dynamoBatch(records: DynamoDBRecord[]): DynamoDBStreamEvent {
  return { Records: records };
}

export function kinesisRecord(text: string, sequenceNumber: string, partitionKey = 'a'): KinesisStreamRecord {
  const kinesis = {
    kinesisSchemaVersion: '1.0',
    partitionKey,
    sequenceNumber,
    data: base64(text),
    approximateArrivalTimestamp: 1,
  };
  return {
    kinesis,
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::123456789012:role/consumer',
    awsRegion: 'us-east-1',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/events',
  };
}

export function kinesisBatch(records: KinesisStreamRecord[]): KinesisStreamEvent {
  return { Records: records };
}

/** An event on the stream. */
export function domainEvent(more: Partial<DomainEvent> = {}): DomainEvent {
  return {
    id: 'a',
    entity: 'Task',
    sequence: 1,
    event_type: 'Task:Created',
    event_version: '1.0',
    payload: '{"type":"Created","id":"a","created_at":"c","task":{"name":"n","summary":null,"done":false}}',
    metadata: '{"command_id":"c"}',
    region: 'us-east-1',
    ...more,
  };
}
