import type { Globe } from '../../contract/globe.ts';
import { type BusAddress, findBus } from './bus.ts';
import type { EventEnvelope } from './event.ts';
import { fanOut, type Publication } from './fan-out.ts';
import { isCustomersEvent, scheduleSealing } from './sealed-event.ts';
import { archives, type SealedEventRow, sealedEvents } from './tables.ts';

/** Takes an event on a bus; joins the open step. Where a customer's key is to be asked first, it goes on once that was. */
export function publish(globe: Globe, bus: BusAddress, event: EventEnvelope, publication: Publication): void {
  if (needsKeys(globe, bus, event)) awaitKeys(globe, bus, event, publication);
  else fanOut(globe, bus, event, publication);
}

function needsKeys(globe: Globe, bus: BusAddress, event: EventEnvelope): boolean {
  if (findBus(globe, bus)?.kmsKeyId !== undefined && isCustomersEvent(event)) return true;
  for (const archive of globe.store.collection(archives, bus.scope).range()) {
    if (archive.kmsKeyId !== undefined && archive.busName === bus.name) return true;
  }
  return false;
}

function awaitKeys(globe: Globe, bus: BusAddress, event: EventEnvelope, publication: Publication): void {
  const now = globe.clock.now();
  const { cause, traceHeader, forwarded, onlyRuleArns } = publication;
  const row: SealedEventRow = {
    id: globe.random.uuid(),
    busName: bus.name,
    event: JSON.stringify(event),
    ...(traceHeader !== undefined && { traceHeader }),
    ...(forwarded !== undefined && { forwarded }),
    ...(onlyRuleArns !== undefined && { onlyRuleArns }),
    ingestedAt: now,
    dueAt: now,
    failures: 0,
    cause: { id: cause.id, trace: cause.trace },
  };
  globe.store.collection(sealedEvents, bus.scope).put(row);
  scheduleSealing(globe, bus.scope, row);
}
