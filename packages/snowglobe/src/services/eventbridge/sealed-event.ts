import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { wantedBy } from './archive.ts';
import { type BusAddress, busArn, findBus } from './bus.ts';
import { sealedDataKey } from './customer-key.ts';
import { failureOf } from './delivery-outcome.ts';
import type { EventEnvelope } from './event.ts';
import { fanOut, type Publication } from './fan-out.ts';
import { eventsService } from './service-principal.ts';
import { archives, type BusRow, type SealedEventRow, sealedEvents } from './tables.ts';
import { errorMessage, sendToDeadLetterQueue } from './undelivered/dead-letter-queue.ts';
import { retryDecision } from './undelivered/retry-decision.ts';

/** Puts the events that a restart found back on the scheduler. */
export function resumeSealedEvents(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(sealedEvents)) {
    for (const row of rows.range()) scheduleSealing(globe, scope, row);
  }
}

export function scheduleSealing(globe: Globe, scope: Scope, { id, dueAt, busName }: SealedEventRow): void {
  const label = `keys of bus ${busName}`;
  const work = () => seal(globe, scope, id);
  if (dueAt <= globe.clock.now()) globe.scheduler.soon(label, work);
  else globe.scheduler.at(dueAt, label, work);
}

/** Asks for the keys of the event's bus and archives, then hands it on. */
async function seal(globe: Globe, scope: Scope, id: string): Promise<void> {
  const row = globe.store.collection(sealedEvents, scope).get(id);
  // Rolled back with the step that made it, or the globe was emptied.
  if (!row) return;
  const bus = { scope, name: row.busName };
  const cause = globe.causes.begin('delivery', `keys of bus ${row.busName}`, row.cause);
  const done = globe.activity.begin('delivery', cause.label);
  try {
    const next = await sealOnce(globe, bus, row, cause);
    if (next) scheduleSealing(globe, scope, next);
  } finally {
    done();
  }
}

/** The row for another try; undefined when the event went on, or was given up on. */
async function sealOnce(globe: Globe, bus: BusAddress, row: SealedEventRow, cause: Cause) {
  const rows = globe.store.collection(sealedEvents, bus.scope);
  const busRow = findBus(globe, bus);
  const event = JSON.parse(row.event) as EventEnvelope;
  try {
    const dataKey = await busDataKey(globe, busRow, event, cause);
    const sealedArchives = await archiveKeys(globe, bus, event, row, cause);
    globe.store.step(cause, () => {
      const { traceHeader, forwarded, onlyRuleArns } = row;
      const publication: Publication = { cause: row.cause, traceHeader, forwarded, onlyRuleArns, dataKey };
      if (rows.delete(row.id)) fanOut(globe, bus, event, publication, sealedArchives);
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return giveUpOrRetry(globe, bus, busRow, row, error, cause);
  }
}

/** Events of AWS's own services are encrypted with a key that AWS owns. */
export const isCustomersEvent = ({ source }: EventEnvelope): boolean => !source.startsWith('aws.');

async function busDataKey(globe: Globe, bus: BusRow | undefined, event: EventEnvelope, cause: Cause) {
  if (bus?.kmsKeyId === undefined || !isCustomersEvent(event)) return undefined;
  return sealedDataKey(globe, bus.arn, bus.kmsKeyId, cause);
}

/** A data key for each archive with a key of its own that wants the event; an archive whose key fails does not get it. */
async function archiveKeys(globe: Globe, bus: BusAddress, event: EventEnvelope, row: SealedEventRow, cause: Cause) {
  const keys = new Map<string, Uint8Array>();
  if (event['replay-name'] !== undefined) return keys;
  const wanting = Array.from(globe.store.collection(archives, bus.scope).range()).filter((archive) =>
    wantedBy(archive, bus, event),
  );
  for (const { name, kmsKeyId } of wanting) {
    if (kmsKeyId === undefined) continue;
    try {
      keys.set(name, await sealedDataKey(globe, busArn(bus.scope, bus.name), kmsKeyId, cause));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      globe.causes.begin('delivery', `archive ${name} lost an event: ${error.message}`, row.cause);
    }
  }
  return keys;
}

/** What only a person can put right goes to the bus's dead-letter queue. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-dlq.html */
async function giveUpOrRetry(
  globe: Globe,
  { scope, name }: BusAddress,
  bus: BusRow | undefined,
  row: SealedEventRow,
  error: AwsError,
  cause: Cause,
): Promise<SealedEventRow | undefined> {
  const failure = failureOf(error);
  const { failures, ingestedAt: startedAt } = row;
  const decision = retryDecision({ failures, startedAt }, globe.clock.now(), globe.random.fraction());
  const rows = globe.store.collection(sealedEvents, scope);
  if (failure.retried && decision.kind === 'again') {
    const next = { ...row, failures: failures + 1, dueAt: decision.dueAt };
    globe.store.step(cause, () => rows.put(next));
    return next;
  }
  const arn = busArn(scope, name);
  const letter = {
    queueArn: bus?.deadLetterArn,
    body: row.event,
    attributes: {
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: errorMessage(failure.message, failure.code),
      RETRY_ATTEMPTS: failures,
    },
    caller: () => eventsService(scope.account, arn),
    loss: `bus ${name} lost an event`,
    reason: `${failure.code}: ${failure.message}`,
  };
  await sendToDeadLetterQueue(globe, letter, cause);
  globe.store.step(cause, () => rows.delete(row.id));
  return undefined;
}
