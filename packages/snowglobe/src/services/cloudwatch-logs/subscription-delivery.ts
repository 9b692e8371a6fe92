import { gzipSync } from 'node:zlib';
import { parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Change } from '../../contract/store.ts';
import { eventId } from './event-id.ts';
import { compileFilterPattern } from './filter-pattern/filter-pattern.ts';
import { groupArn } from './log-group.ts';
import { type LogEventRow, logEvents, type SubscriptionFilterRow, subscriptionFilters } from './tables.ts';

const watched = new WeakSet<Globe>();

/** Events of one stream that were written together. */
interface Written {
  readonly scope: Scope;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly events: LogEventRow[];
}

/**
 * Sends new events to the subscription filters of their groups.
 * Differs from AWS: what was written but not yet sent when the globe ends is not sent after a restart; AWS keeps trying for a day.
 */
export function watchSubscriptions(globe: Globe): void {
  // A globe that was emptied resumes once more, with its listeners in place.
  if (watched.has(globe)) return;
  watched.add(globe);
  const waiting = new Map<string, Written>();
  globe.store.watch(logEvents, (change) => {
    if (!change.after || !hasFilters(globe, change)) return;
    if (waiting.size === 0) globe.scheduler.soon('logs subscriptions', () => sendAll(globe, takeAll(waiting)));
    collect(waiting, change, change.after);
  });
}

function hasFilters(globe: Globe, { scope, partition }: Change<LogEventRow>): boolean {
  return globe.store.collection(subscriptionFilters, scope, partition).size > 0;
}

function collect(waiting: Map<string, Written>, change: Change<LogEventRow>, event: LogEventRow): void {
  const { scope, partition: logGroupName } = change;
  const { logStreamName } = event;
  const key = `${scope.account}:${scope.region}:${logGroupName}:${logStreamName}`;
  const written = waiting.get(key) ?? { scope, logGroupName, logStreamName, events: [] };
  written.events.push(event);
  waiting.set(key, written);
}

function takeAll(waiting: Map<string, Written>): readonly Written[] {
  const all = [...waiting.values()];
  waiting.clear();
  return all;
}

async function sendAll(globe: Globe, all: readonly Written[]): Promise<void> {
  for (const written of all) {
    const filters = [...globe.store.collection(subscriptionFilters, written.scope, written.logGroupName).range()];
    for (const filter of filters) await sendMatching(globe, written, filter);
  }
}

async function sendMatching(globe: Globe, written: Written, filter: SubscriptionFilterRow): Promise<void> {
  const matches = compileFilterPattern(filter.filterPattern);
  const events = written.events.filter(({ message }) => matches(message));
  const [first] = events;
  if (!first) return;
  const compressed = gzipSync(JSON.stringify(subscriptionMessage({ ...written, events }, filter)));
  const kind = parseArn(filter.destinationArn)?.service ?? '';
  const send = senders[kind];
  if (!send) throw new Error(`no way to send log events to ${kind}`);
  const end = globe.activity.begin('delivery', `logs to ${filter.destinationArn}`);
  try {
    await send(globe, written, filter, compressed, first);
  } catch (error) {
    globe.reportFault(`subscription filter ${filter.filterName}`, error);
  } finally {
    end();
  }
}

/** AWS: CloudWatch Logs User Guide, "Log group-level subscription filters". */
function subscriptionMessage(
  { scope, logGroupName, logStreamName, events }: Written,
  { filterName }: SubscriptionFilterRow,
) {
  return {
    messageType: 'DATA_MESSAGE',
    owner: scope.account,
    logGroup: logGroupName,
    logStream: logStreamName,
    subscriptionFilters: [filterName],
    logEvents: events.map((event) => ({
      id: eventId(logGroupName, event),
      timestamp: event.timestamp,
      message: event.message,
    })),
  };
}

type Sender = (
  globe: Globe,
  written: Written,
  filter: SubscriptionFilterRow,
  compressed: Uint8Array,
  first: LogEventRow,
) => Promise<unknown>;

const service = 'logs.amazonaws.com';

const senders: Readonly<Record<string, Sender>> = {
  lambda: (globe, { scope, logGroupName }, filter, compressed, { cause }) => {
    const data = Buffer.from(compressed).toString('base64');
    const sourceArn = `${groupArn(scope, logGroupName)}:*`;
    return globe.call({
      service: 'lambda',
      operation: 'Invoke',
      input: {
        FunctionName: filter.destinationArn,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify({ awslogs: { data } })),
      },
      scope: { account: scope.account, region: parseArn(filter.destinationArn)?.region ?? scope.region },
      caller: { kind: 'service', service, account: scope.account, sourceArn },
      cause,
    });
  },
  kinesis: (globe, written, filter, compressed, { cause, logStreamName }) =>
    globe.call({
      service: 'kinesis',
      operation: 'PutRecord',
      input: {
        StreamARN: filter.destinationArn,
        PartitionKey: filter.distribution === 'Random' ? globe.random.hex(16) : logStreamName.slice(0, 256),
        Data: compressed,
      },
      ...inNameOfRole(globe, written, filter),
      cause,
    }),

  firehose: (globe, written, filter, compressed, { cause }) =>
    globe.call({
      service: 'firehose',
      operation: 'PutRecord',
      input: {
        DeliveryStreamName: parseArn(filter.destinationArn)?.resource.replace('deliverystream/', ''),
        Record: { Data: compressed },
      },
      ...inNameOfRole(globe, written, filter),
      cause,
    }),
};

function inNameOfRole(globe: Globe, { scope }: Written, { destinationArn, roleArn = '' }: SubscriptionFilterRow) {
  return {
    scope: { account: scope.account, region: parseArn(destinationArn)?.region ?? scope.region },
    caller: globe.assumeRole(roleArn, service, 'logs'),
  };
}
