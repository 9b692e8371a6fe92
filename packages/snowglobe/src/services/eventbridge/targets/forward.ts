import type { PutEventsRequest, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Cause } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import type { Principal } from '../../../contract/principal.ts';
import { busAddress } from '../bus.ts';
import type { EventEnvelope } from '../event.ts';

/** Events that one bus sends to another keep their id, account, region and time: by the entry that stands for them. */
const forwarded = new WeakMap<PutEventsRequestEntry, EventEnvelope>();

/** The event that an entry forwards; undefined for a caller's own entry. */
export const forwardedEvent = (entry: PutEventsRequestEntry): EventEnvelope | undefined => forwarded.get(entry);

/** Puts an event on another bus as PutEvents does, so that its policy and the caller's role are asked. */
export async function forwardToBus(
  globe: Globe,
  arn: string,
  event: EventEnvelope,
  traceHeader: string | undefined,
  caller: Principal,
  cause: Cause,
): Promise<void> {
  const entry: PutEventsRequestEntry = {
    EventBusName: arn,
    Source: event.source,
    DetailType: event['detail-type'],
    Detail: JSON.stringify(event.detail),
    ...(traceHeader !== undefined && { TraceHeader: traceHeader }),
  };
  forwarded.set(entry, event);
  const input: PutEventsRequest = { Entries: [entry] };
  const { scope } = busAddress(arn, { account: '', region: '' });
  await globe.call({ service: 'eventbridge', operation: 'PutEvents', input, scope, caller, cause });
}
