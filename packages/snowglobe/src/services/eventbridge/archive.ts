import { formatArn } from '../../contract/arn.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Scope } from '../../contract/scope.ts';
import type { Due } from '../../contract/time.ts';
import { type BusAddress, busArn } from './bus.ts';
import { storedPattern } from './checked-pattern.ts';
import { notFound } from './errors.ts';
import type { EventEnvelope } from './event.ts';
import { type ArchiveRow, archivedEvents, archives, paddedInstant } from './tables.ts';

const dayMs = 86_400_000;

export const archiveArn = (scope: Scope, name: string): string => formatArn('events', scope, `archive/${name}`);

export function requireArchive({ store }: Pick<Globe, 'store'>, scope: Scope, name: string): ArchiveRow {
  const row = store.collection(archives, scope).get(name);
  if (!row) throw notFound(`Archive ${name} does not exist.`);
  return row;
}

export function wantedBy({ busName, eventPattern }: ArchiveRow, bus: BusAddress, event: EventEnvelope): boolean {
  return busName === bus.name && (eventPattern === undefined || storedPattern(eventPattern).matches(event));
}

/** Encrypted data keys by the names of the archives that have a customer's key. */
export type ArchiveKeys = ReadonlyMap<string, Uint8Array>;

/** Keeps an event in every archive of its bus that wants it; joins the open step. An archive whose key was refused gets nothing. */
export function keepInArchives(
  globe: Globe,
  bus: BusAddress,
  event: EventEnvelope,
  text: string,
  cause: CauseLink,
  keys?: ArchiveKeys,
): void {
  for (const archive of globe.store.collection(archives, bus.scope).range()) {
    if (!wantedBy(archive, bus, event)) continue;
    const dataKey = keys?.get(archive.name);
    if (archive.kmsKeyId !== undefined && !dataKey) continue;
    const now = globe.clock.now();
    globe.store.collection(archivedEvents, bus.scope, archive.name).put({
      position: `${paddedInstant(Date.parse(event.time))}/${paddedInstant(now)}/${event.id}`,
      archivedAt: now,
      event: text,
      ...(dataKey && { dataKey }),
      cause: { id: cause.id, trace: cause.trace },
    });
    scheduleExpiry(globe, bus.scope, archive);
  }
}

const sweeps = new WeakMap<Globe, Map<string, Due>>();

/** Sees to it that the archive's oldest event goes when its retention is over. */
export function scheduleExpiry(globe: Globe, scope: Scope, archive: ArchiveRow): void {
  const due = sweeps.get(globe) ?? new Map<string, Due>();
  sweeps.set(globe, due);
  if (archive.retentionDays === 0 || due.has(archive.arn)) return;
  const [oldest] = globe.store.collection(archivedEvents, scope, archive.name).rangeBy('archived');
  if (!oldest) return;
  const dueAt = oldest.archivedAt + archive.retentionDays * dayMs;
  const work = () => {
    due.delete(archive.arn);
    expire(globe, scope, archive.name);
  };
  due.set(archive.arn, globe.scheduler.at(dueAt, `retention of archive ${archive.name}`, work));
}

/** Forgets when the archive was to be swept, so that another retention counts. */
export function rescheduleExpiry(globe: Globe, scope: Scope, archive: ArchiveRow): void {
  const due = sweeps.get(globe);
  due?.get(archive.arn)?.cancel();
  due?.delete(archive.arn);
  scheduleExpiry(globe, scope, archive);
}

function expire(globe: Globe, scope: Scope, name: string): void {
  const archive = globe.store.collection(archives, scope).get(name);
  if (!archive || archive.retentionDays === 0) return;
  const to = paddedInstant(globe.clock.now() - archive.retentionDays * dayMs);
  globe.store.step(globe.causes.begin('schedule', `retention of archive ${name}`), () => {
    const rows = globe.store.collection(archivedEvents, scope, name);
    const expired = Array.from(rows.rangeBy('archived', { to }), ({ position }) => position);
    for (const position of expired) rows.delete(position);
  });
  scheduleExpiry(globe, scope, archive);
}

export function resumeArchives(globe: Globe): void {
  sweeps.delete(globe);
  for (const { scope, rows } of globe.store.everyCollection(archives)) {
    for (const archive of rows.range()) scheduleExpiry(globe, scope, archive);
  }
}

/** As ListArchives shows it. */
export function shownArchive(globe: Globe, scope: Scope, row: ArchiveRow) {
  const kept = globe.store.collection(archivedEvents, scope, row.name);
  let bytes = 0;
  for (const { event } of kept.range()) bytes += Buffer.byteLength(event);
  return {
    ArchiveName: row.name,
    EventSourceArn: busArn(scope, row.busName),
    State: 'ENABLED',
    RetentionDays: row.retentionDays,
    SizeBytes: bytes,
    EventCount: kept.size,
    CreationTime: new Date(row.createdAt),
  } as const;
}
