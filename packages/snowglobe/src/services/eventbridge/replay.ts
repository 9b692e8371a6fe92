import { formatArn, parseArn } from '../../contract/arn.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import { busAddress } from './bus.ts';
import { openDataKey } from './customer-key.ts';
import { notFound } from './errors.ts';
import type { EventEnvelope } from './event.ts';
import { publish } from './publish.ts';
import { type ArchivedEventRow, archivedEvents, paddedInstant, type ReplayRow, replays } from './tables.ts';

export const replayArn = (scope: Scope, name: string): string => formatArn('events', scope, `replay/${name}`);

export function requireReplay({ store }: Pick<Globe, 'store'>, scope: Scope, name: string): ReplayRow {
  const row = store.collection(replays, scope).get(name);
  if (!row) throw notFound(`Replay ${name} does not exist.`);
  return row;
}

const isOver = ({ state }: ReplayRow): boolean => state === 'COMPLETED' || state === 'CANCELLED' || state === 'FAILED';

/** Events that are replayed in one step. */
const eventsPerStep = 100;

/** Goes on with a replay on the next turn, until it is over. */
export function continueReplay(globe: Globe, scope: Scope, name: string): void {
  globe.scheduler.soon(`replay ${name}`, async () => {
    const rows = globe.store.collection(replays, scope);
    const row = rows.get(name);
    // Rolled back with the step that started it, or the globe was emptied.
    if (!row || isOver(row)) return;
    const cause = globe.causes.begin('delivery', `replay ${name}`, row.cause);
    const events = nextEvents(globe, scope, row);
    const problem = await openEvents(globe, row, events, cause);
    const now = rows.get(name);
    if (!now) return;
    globe.store.step(cause, () =>
      rows.put(problem === undefined ? replaySome(globe, now, events) : failed(globe, now, problem)),
    );
    continueReplay(globe, scope, name);
  });
}

/** Asks for the customer's key of events that an archive encrypted with it; gives why it may not be used. */
async function openEvents(globe: Globe, { busArn }: ReplayRow, events: readonly ArchivedEventRow[], cause: Cause) {
  try {
    for (const { dataKey } of events) if (dataKey) await openDataKey(globe, busArn, dataKey, cause);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}

function failed({ clock }: Globe, row: ReplayRow, stateReason: string): ReplayRow {
  return { ...row, state: 'FAILED', stateReason, endedAt: clock.now() };
}

export function resumeReplays(globe: Globe): void {
  for (const { scope, rows } of globe.store.everyCollection(replays)) {
    for (const row of rows.range()) if (!isOver(row)) continueReplay(globe, scope, row.name);
  }
}

function replaySome(globe: Globe, row: ReplayRow, events: readonly ArchivedEventRow[]): ReplayRow {
  const endedAt = globe.clock.now();
  if (row.state === 'CANCELLING') return { ...row, state: 'CANCELLED', endedAt };
  for (const event of events) replayEvent(globe, row, event);
  const last = events.at(-1);
  if (!last) return { ...row, state: 'COMPLETED', endedAt };
  return { ...row, state: 'RUNNING', position: last.position, lastReplayedAt: timeOf(last) };
}

/** In the order of the events' own times. */
function nextEvents(globe: Globe, scope: Scope, { archiveArn, fromAt, toAt, position }: ReplayRow): ArchivedEventRow[] {
  const archive = parseArn(archiveArn)?.resource.replace(/^archive\//, '') ?? '';
  const start = position === undefined ? { from: paddedInstant(fromAt) } : { after: position };
  const rows = globe.store.collection(archivedEvents, scope, archive);
  const events: ArchivedEventRow[] = [];
  for (const row of rows.range({ ...start, to: `${paddedInstant(toAt)}~` })) {
    if (events.push(row) === eventsPerStep) break;
  }
  return events;
}

function timeOf({ event }: ArchivedEventRow): number {
  return Date.parse((JSON.parse(event) as EventEnvelope).time);
}

function replayEvent(globe: Globe, { name, busArn, ruleArns }: ReplayRow, { event, cause }: ArchivedEventRow): void {
  const again: EventEnvelope = { ...(JSON.parse(event) as EventEnvelope), 'replay-name': name };
  const bus = busAddress(busArn, { account: '', region: '' });
  publish(globe, bus, again, { cause, onlyRuleArns: ruleArns });
}

/** As ListReplays shows it. */
export function shownReplay(row: ReplayRow) {
  return {
    ReplayName: row.name,
    EventSourceArn: row.archiveArn,
    State: row.state,
    ...(row.stateReason !== undefined && { StateReason: row.stateReason }),
    EventStartTime: new Date(row.fromAt),
    EventEndTime: new Date(row.toAt),
    ...(row.lastReplayedAt !== undefined && { EventLastReplayedTime: new Date(row.lastReplayedAt) }),
    ReplayStartTime: new Date(row.startedAt),
    ...(row.endedAt !== undefined && { ReplayEndTime: new Date(row.endedAt) }),
  };
}
