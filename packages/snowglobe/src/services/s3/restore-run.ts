import type { Globe } from '../../contract/globe.ts';
import { bucketsOf, objectsOf } from './bucket.ts';
import { type EventName, serviceOrigin } from './event.ts';
import { recordEvent } from './notification.ts';
import { type BucketRow, type ObjectRow, objects } from './tables.ts';
import { changeObject, shownVersionId } from './versions.ts';

/** Tells when a restored copy is there, and takes it away when its days are over. */
export function runRestores(globe: Globe): void {
  globe.store.watch(objects, ({ partition, before, after }) => {
    if (after?.kind !== 'object' || after.restore === undefined) return;
    if (before?.kind === 'object' && before.restore?.expiresAt === after.restore.expiresAt) return;
    schedule(globe, partition, after);
  });
  for (const { partition, rows } of globe.store.everyCollection(objects)) {
    for (const row of rows.rangeBy('restore')) if (row.kind === 'object') schedule(globe, partition, row);
  }
}

function schedule(globe: Globe, bucketName: string, row: ObjectRow): void {
  if (row.restore === undefined) return;
  const { readyAt, expiresAt } = row.restore;
  if (readyAt > globe.clock.now()) {
    globe.scheduler.at(readyAt, `s3 restore of ${row.key}`, () =>
      tell(globe, bucketName, row, 'ObjectRestore:Completed'),
    );
  }
  globe.scheduler.at(expiresAt, `s3 end of restore of ${row.key}`, () =>
    tell(globe, bucketName, row, 'ObjectRestore:Delete'),
  );
}

/** Does nothing when the object is gone or its restore has been prolonged meanwhile. */
function tell(globe: Globe, bucketName: string, scheduled: ObjectRow, name: EventName): void {
  const bucket = bucketsOf(globe).get(bucketName);
  const row = objectsOf(globe, bucketName).get(objects.key(scheduled));
  if (bucket === undefined || row?.kind !== 'object' || row.restore === undefined) return;
  const ends = name === 'ObjectRestore:Delete';
  if (ends && row.restore.expiresAt !== scheduled.restore?.expiresAt) return;
  if (!ends && row.restore.readyAt !== scheduled.restore?.readyAt) return;
  const cause = globe.causes.begin('schedule', `s3 ${name} of ${bucketName}/${row.key}`);
  globe.store.step(cause, () => {
    if (ends) changeObject(globe, bucket, row, { restore: undefined });
    recordRestore(globe, bucket, row, name, cause);
  });
}

function recordRestore(
  globe: Globe,
  bucket: BucketRow,
  row: ObjectRow,
  name: EventName,
  cause: { readonly id: string; readonly trace: string },
): void {
  recordEvent(globe, bucket, serviceOrigin(globe, cause), name, {
    key: row.key,
    size: row.size,
    etag: row.etag,
    versionId: shownVersionId(bucket, row),
  });
}
