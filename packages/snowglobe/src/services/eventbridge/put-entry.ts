import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Call } from '../../contract/operation.ts';
import { busAddress, findBus } from './bus.ts';
import { checkEntry, envelope } from './event.ts';
import { publish } from './publish.ts';
import { forwardedEvent } from './targets/forward.ts';

/** Takes one entry of PutEvents; says by its result when it does not. */
export function putEntry(entry: PutEventsRequestEntry, call: Call): PutEventsResultEntry {
  const { globe, cause } = call;
  const bus = busAddress(entry.EventBusName, call.scope);
  const forwarded = forwardedEvent(entry);
  if (forwarded) {
    publish(globe, bus, forwarded, { cause, forwarded: true, traceHeader: entry.TraceHeader });
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
  publish(globe, bus, event, { cause, traceHeader: entry.TraceHeader });
  return { EventId: id };
}
