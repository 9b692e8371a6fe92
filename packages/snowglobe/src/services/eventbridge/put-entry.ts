import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Call } from '../../contract/operation.ts';
import { busAddress, findBus } from './bus.ts';
import { checkEntry, envelope } from './event.ts';
import { publish } from './publish.ts';
import { forwardedEvent } from './targets/forward.ts';
import { causeOf } from './trace-header.ts';

/** Takes one entry of PutEvents; says by its result when it does not. */
export function putEntry(entry: PutEventsRequestEntry, call: Call): PutEventsResultEntry {
  const { globe } = call;
  const bus = busAddress(entry.EventBusName, call.scope);
  // The entry's own header goes before the request's.
  const traceHeader = entry.TraceHeader ?? call.http.headers['x-amzn-trace-id'];
  const cause = causeOf(entry.TraceHeader, call.cause);
  const forwarded = forwardedEvent(entry);
  if (forwarded) {
    publish(globe, bus, forwarded, { cause, forwarded: true, traceHeader });
    return { EventId: forwarded.id };
  }
  const checked = checkEntry(entry);
  if ('error' in checked) return checked.error;
  const id = globe.random.uuid();
  // AWS takes an event for a bus that is not there, and drops it.
  if (!findBus(globe, bus)) return { EventId: id };
  const event = envelope(
    // The sender's account; the bus's region.
    { account: call.caller.account, region: bus.scope.region },
    {
      id,
      detailType: entry.DetailType ?? '',
      source: entry.Source ?? '',
      at: entry.Time?.getTime() ?? globe.clock.now(),
      resources: entry.Resources ?? [],
      detail: checked.detail,
    },
  );
  publish(globe, bus, event, { cause, traceHeader });
  return { EventId: id };
}
