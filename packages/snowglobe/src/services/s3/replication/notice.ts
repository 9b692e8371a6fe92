import type { CauseLink } from '../../../contract/cause.ts';
import type { Globe } from '../../../contract/globe.ts';
import { bucketsOf, objectsOf } from '../bucket.ts';
import { type ReplicationEventName, serviceOrigin } from '../event.ts';
import { recordEvent } from '../notification.ts';
import type { ReplicationRow } from '../tables.ts';
import { versionById } from '../versions.ts';

/** Tells how a replication goes. Only rules with metrics tell. Within a step. */
export function tellOfReplication(
  globe: Globe,
  job: ReplicationRow,
  name: ReplicationEventName,
  cause: CauseLink,
  more: Readonly<Record<string, string>>,
): void {
  const bucket = bucketsOf(globe).get(job.bucket);
  if (bucket === undefined || job.rule.Destination?.Metrics?.Status !== 'Enabled') return;
  const row = versionById(objectsOf(globe, bucket.name), job.key, job.versionId);
  recordEvent(globe, bucket, serviceOrigin(globe, cause), name, {
    key: job.key,
    versionId: job.versionId,
    ...(row?.kind === 'object' && { size: row.size, etag: row.etag }),
    replication: {
      replicationRuleId: job.rule.ID ?? '',
      destinationBucket: job.rule.Destination.Bucket ?? '',
      s3Operation: row?.kind === 'object' ? 'OBJECT_PUT' : 'OBJECT_DELETE',
      requestTime: new Date(job.startedAt).toISOString(),
      ...more,
    },
  });
}
