import type { NotificationConfiguration, NotificationConfigurationFilter } from '@aws-sdk/client-s3';
import { parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import { invalidArgument } from './errors.ts';
import { type Destination, defaultBusArn, destinationsOf } from './notification.ts';
import type { BucketRow } from './tables.ts';

const services: Readonly<Record<Destination['kind'], string>> = {
  Queue: 'sqs',
  Topic: 'sns',
  LambdaFunction: 'lambda',
};

const families: Readonly<Record<string, readonly string[]>> = {
  ObjectCreated: ['*', 'Put', 'Post', 'Copy', 'CompleteMultipartUpload'],
  ObjectRemoved: ['*', 'Delete', 'DeleteMarkerCreated'],
  ObjectRestore: ['*', 'Post', 'Completed', 'Delete'],
  ObjectTagging: ['*', 'Put', 'Delete'],
  Replication: [
    '*',
    'OperationFailedReplication',
    'OperationNotTracked',
    'OperationMissedThreshold',
    'OperationReplicatedAfterThreshold',
  ],
  LifecycleExpiration: ['*', 'Delete', 'DeleteMarkerCreated'],
};
const knownEvents = new Set([
  ...Object.entries(families).flatMap(([family, names]) => names.map((name) => `s3:${family}:${name}`)),
  's3:ObjectAcl:Put',
  's3:LifecycleTransition',
]);

/** A configuration with an id for each entry, its filters in S3's form. Throws InvalidArgument. */
export function checkedConfiguration(
  bucket: BucketRow,
  configuration: NotificationConfiguration,
  globe: Globe,
): NotificationConfiguration {
  const named = withIds(configuration, globe);
  const destinations = destinationsOf(named);
  for (const destination of destinations) checkDestination(bucket, destination);
  destinations.forEach((destination, index) => {
    if (destinations.slice(0, index).some((earlier) => overlaps(earlier, destination))) throw overlapping();
  });
  if (named.EventBridgeConfiguration !== undefined && globe.eventTarget(defaultBusArn(bucket)) === undefined) {
    throw invalidArgument('EventBridge is not available', 'EventBridgeConfiguration', '');
  }
  return named;
}

function withIds(configuration: NotificationConfiguration, globe: Globe): NotificationConfiguration {
  const name = <Entry extends { Id?: string | undefined; Filter?: NotificationConfigurationFilter | undefined }>(
    entries: Entry[] | undefined,
  ): Entry[] | undefined => entries?.map((entry) => ({ ...entry, Id: entry.Id || globe.random.uuid() }));
  return Object.fromEntries(
    Object.entries({
      TopicConfigurations: name(configuration.TopicConfigurations),
      QueueConfigurations: name(configuration.QueueConfigurations),
      LambdaFunctionConfigurations: name(configuration.LambdaFunctionConfigurations),
      EventBridgeConfiguration: configuration.EventBridgeConfiguration,
    }).filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)),
  );
}

function checkDestination(bucket: BucketRow, destination: Destination): void {
  const arn = parseArn(destination.arn);
  if (arn === undefined || arn.service !== services[destination.kind]) {
    throw invalidArgument('The ARN could not be parsed', destination.kind, destination.arn);
  }
  if (arn.region !== bucket.region) {
    throw invalidArgument(
      'The notification destination service region is not valid for the bucket location constraint',
      destination.kind,
      destination.arn,
    );
  }
  if (destination.arn.endsWith('.fifo')) {
    throw invalidArgument('FIFO destinations are not supported', destination.kind, destination.arn);
  }
  for (const event of destination.events) {
    if (!knownEvents.has(event)) {
      throw invalidArgument(`The event '${event}' is not supported for notifications`, 'Event', event);
    }
  }
  checkFilter(destination.filter);
}

function checkFilter(filter: NotificationConfigurationFilter | undefined): void {
  const names = (filter?.Key?.FilterRules ?? []).map(({ Name }) => Name?.toLowerCase() ?? '');
  for (const name of names) {
    if (name !== 'prefix' && name !== 'suffix') {
      throw invalidArgument('filter rule name must be either prefix or suffix', 'FilterRule.Name', name);
    }
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw invalidArgument(`Cannot specify more than one ${name} rule in a filter.`, 'FilterRule.Name', name);
    }
  }
}

function overlapping() {
  return invalidArgument(
    'Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.',
    'NotificationConfiguration',
    '',
  );
}

/** True when one event of one key could go to both. */
export function overlaps(left: Destination, right: Destination): boolean {
  const sharesEvent = left.events.some((one) => right.events.some((other) => covers(one, other) || covers(other, one)));
  if (!sharesEvent) return false;
  const [leftKeys, rightKeys] = [keysOf(left), keysOf(right)];
  const prefixes = leftKeys.prefix.startsWith(rightKeys.prefix) || rightKeys.prefix.startsWith(leftKeys.prefix);
  const suffixes = leftKeys.suffix.endsWith(rightKeys.suffix) || rightKeys.suffix.endsWith(leftKeys.suffix);
  return prefixes && suffixes;
}

function covers(wide: string, narrow: string): boolean {
  return wide === narrow || (wide.endsWith(':*') && narrow.startsWith(wide.slice(0, -1)));
}

function keysOf({ filter }: Destination): { readonly prefix: string; readonly suffix: string } {
  const value = (name: string) =>
    filter?.Key?.FilterRules?.find(({ Name }) => Name?.toLowerCase() === name)?.Value ?? '';
  return { prefix: value('prefix'), suffix: value('suffix') };
}
