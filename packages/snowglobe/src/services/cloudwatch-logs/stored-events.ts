import type { Call } from '../../contract/operation.ts';
import { limits } from './limits.ts';
import { eventsOf, groupsOf, retainedFrom } from './log-group.ts';
import { instantKey, type LogEventRow, type LogGroupRow, logEvents } from './tables.ts';

/** The first instant that a reader sees: the one he asks for, or where retention begins. */
export function visibleFrom(call: Call, group: LogGroupRow, startTime: number | undefined): number {
  return Math.max(startTime ?? 0, retainedFrom(group, call.globe.clock.now()) ?? 0);
}

/** Deletes what retention has ended. Readers never see such events; a write makes them leave memory too. */
export function forgetExpired(call: Call, logGroupName: string): void {
  const group = groupsOf(call.globe, call.scope).get(logGroupName);
  const from = group && retainedFrom(group, call.globe.clock.now());
  if (!group || from === undefined) return;
  const rows = eventsOf(call.globe, call.scope, logGroupName);
  deleteEvents(call, group, [...rows.range({ before: instantKey(from) })]);
}

/** Deletes events and takes them off the group's bytes. */
export function deleteEvents(call: Call, group: LogGroupRow, events: readonly LogEventRow[]): void {
  if (events.length === 0) return;
  const rows = eventsOf(call.globe, call.scope, group.logGroupName);
  let bytes = 0;
  for (const event of events) {
    bytes += Buffer.byteLength(event.message) + limits.eventOverheadBytes;
    rows.delete(logEvents.key(event));
  }
  groupsOf(call.globe, call.scope).put({ ...group, storedBytes: Math.max(0, group.storedBytes - bytes) });
}
