import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { RecordRefused } from '../domain/errors.ts';
import { detailTypeOf, type Payload, recognise } from '../domain/kinds.ts';

export const eventSource = 'datatoevents.insert';

/** The detail of an event: the domain object, with what identifies it beside it. */
export interface EventDetail {
  readonly metadata: {
    readonly id: string;
    readonly key: string;
    readonly timestamp: string;
    readonly occurredAt: string;
  };
  readonly data: Payload;
}

/** The event that tells of a new item. Throws RecordRefused for a record that is no new item of the lake. */
export function entryOf(record: DynamoDBRecord, busName: string): PutEventsRequestEntry {
  const image = record.dynamodb?.NewImage;
  if (record.eventName !== 'INSERT' || image === undefined) throw new RecordRefused('unknown payload', 'no new item');
  const item = unmarshall(image as Parameters<typeof unmarshall>[0]);
  const known = recognise(item['value']);
  if (known === undefined) throw new RecordRefused('unknown payload');
  const { id, key, timestamp, occurredAt } = item;
  const detail: EventDetail = { metadata: { id, key, timestamp, occurredAt }, data: known.payload };
  return {
    EventBusName: busName,
    Source: eventSource,
    DetailType: detailTypeOf(known.kind),
    Detail: JSON.stringify(detail),
    Resources: tableOf(record.eventSourceARN),
    Time: new Date(occurredAt),
  };
}

/** `arn:…:table/lake/stream/2026-…` is a stream of `arn:…:table/lake`. */
function tableOf(streamArn: string | undefined): string[] {
  const tableArn = streamArn?.split('/stream/')[0];
  return tableArn === undefined ? [] : [tableArn];
}
