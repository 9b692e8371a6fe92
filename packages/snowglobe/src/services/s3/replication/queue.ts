import type { CauseLink } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import { everywhere } from '../../../contract/scope.ts';
import type { Collection } from '../../../contract/table.ts';
import { nextSequencer } from '../event.ts';
import { type BucketRow, type ReplicationRow, replications, type VersionRow } from '../tables.ts';
import { rulesFor } from './rules.ts';

export function replicationsOf(globe: Globe): Collection<ReplicationRow> {
  return globe.store.collection(replications, everywhere);
}

/** Sends a version on its way to every bucket that a rule names. True when there is one. Within the step that wrote it. */
export function queueReplication(globe: Globe, bucket: BucketRow, row: VersionRow, cause: CauseLink): boolean {
  if (bucket.replication === undefined || bucket.versioning !== 'Enabled') return false;
  const rules = rulesFor(bucket.replication, row);
  for (const rule of rules) {
    replicationsOf(globe).put({
      id: `${nextSequencer(globe)}-${globe.random.hex(8)}`,
      bucket: bucket.name,
      key: row.key,
      versionId: row.versionId,
      rule,
      cause: { id: cause.id, trace: cause.trace },
      startedAt: globe.clock.now(),
      attempts: 0,
      dueAt: globe.clock.now(),
    });
  }
  return rules.length > 0;
}

/** What else is under way of the same version. */
export function isBeingReplicated(globe: Globe, job: ReplicationRow): boolean {
  const position = versionPosition(job);
  for (const other of replicationsOf(globe).rangeBy('version', { from: position, to: position })) {
    if (other.id !== job.id) return true;
  }
  return false;
}

function versionPosition(row: ReplicationRow): string {
  return replications.indexes?.version?.(row) ?? '';
}
