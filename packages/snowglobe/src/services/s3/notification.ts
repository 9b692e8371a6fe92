import type {
  EventBridgeConfiguration,
  NotificationConfiguration,
  NotificationConfigurationFilter,
} from '@aws-sdk/client-s3';
import type { Globe } from '../../contract/globe.ts';
import { everywhere } from '../../contract/scope.ts';
import {
  type EventName,
  type EventObject,
  type EventOrigin,
  eventRecord,
  nextSequencer,
  type ObjectEvent,
} from './event.ts';
import { eventBridgeDetail } from './eventbridge-event.ts';
import { type BucketRow, type OutboxRow, outbox } from './tables.ts';

/** One queue, topic or function that wants some events. */
export interface Destination {
  readonly kind: 'Queue' | 'Topic' | 'LambdaFunction';
  readonly arn: string;
  readonly id: string;
  readonly events: readonly string[];
  readonly filter: NotificationConfigurationFilter | undefined;
}

export function destinationsOf(configuration: NotificationConfiguration): readonly Destination[] {
  const { QueueConfigurations = [], TopicConfigurations = [], LambdaFunctionConfigurations = [] } = configuration;
  return [
    ...QueueConfigurations.map((entry) => destination('Queue', entry.QueueArn, entry)),
    ...TopicConfigurations.map((entry) => destination('Topic', entry.TopicArn, entry)),
    ...LambdaFunctionConfigurations.map((entry) => destination('LambdaFunction', entry.LambdaFunctionArn, entry)),
  ];
}

interface ConfigurationEntry {
  readonly Id?: string | undefined;
  readonly Events: readonly string[] | undefined;
  readonly Filter?: NotificationConfigurationFilter | undefined;
}

function destination(kind: Destination['kind'], arn: string | undefined, entry: ConfigurationEntry): Destination {
  return { kind, arn: arn ?? '', id: entry.Id ?? '', events: entry.Events ?? [], filter: entry.Filter };
}

/** True when a destination listed `s3:ObjectCreated:Put` or `s3:ObjectCreated:*` and the key passes its filter. */
export function wants(target: Pick<Destination, 'events' | 'filter'>, name: EventName, key: string): boolean {
  return target.events.some((listed) => matchesEvent(listed, name)) && passesFilter(target.filter, key);
}

function matchesEvent(listed: string, name: EventName): boolean {
  return listed.endsWith(':*') ? `s3:${name}`.startsWith(listed.slice(0, -1)) : listed === `s3:${name}`;
}

function passesFilter(filter: NotificationConfigurationFilter | undefined, key: string): boolean {
  return (filter?.Key?.FilterRules ?? []).every(({ Name, Value = '' }) =>
    Name?.toLowerCase() === 'suffix' ? key.endsWith(Value) : key.startsWith(Value),
  );
}

/** Puts an event on its way to everyone who wants it. Within the step that made it happen. */
export function recordEvent(
  globe: Globe,
  bucket: BucketRow,
  origin: EventOrigin,
  name: EventName,
  object: EventObject,
): void {
  if (bucket.notification === undefined) return;
  const event = { name, origin, object, at: globe.clock.now(), sequencer: nextSequencer(globe) };
  for (const target of destinationsOf(bucket.notification)) {
    if (!wants(target, name, object.key)) continue;
    send(globe, bucket, event, target.arn, JSON.stringify({ Records: [eventRecord(bucket, event, target.id)] }));
  }
  recordEventBridgeEvent(globe, bucket, event, bucket.notification.EventBridgeConfiguration);
}

function recordEventBridgeEvent(
  globe: Globe,
  bucket: BucketRow,
  event: ObjectEvent,
  configuration: EventBridgeConfiguration | undefined,
): void {
  if (configuration === undefined) return;
  const entry = eventBridgeDetail(bucket, event);
  if (entry === undefined) return;
  const { detail, parameters } = entry;
  send(globe, bucket, event, defaultBusArn(bucket), JSON.stringify(detail), parameters);
}

export function defaultBusArn(bucket: BucketRow): string {
  return `arn:aws:events:${bucket.region}:${bucket.account}:event-bus/default`;
}

function send(
  globe: Globe,
  bucket: BucketRow,
  event: ObjectEvent,
  arn: string,
  body: string,
  parameters?: OutboxRow['parameters'],
): void {
  globe.store.collection(outbox, everywhere).put({
    id: `${event.sequencer}-${globe.random.hex(8)}`,
    bucket: bucket.name,
    account: bucket.account,
    destination: arn,
    body,
    parameters,
    cause: event.origin.cause,
    attempts: 0,
    dueAt: event.at,
  });
}
