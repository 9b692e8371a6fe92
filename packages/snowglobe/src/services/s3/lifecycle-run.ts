import type { Cause } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { bucketsOf, objectsOf, uploadsOf } from './bucket.ts';
import { type EventName, type EventOrigin, serviceOrigin } from './event.ts';
import {
  currentExpiration,
  dueTransition,
  noncurrentExpiration,
  removesLoneDeleteMarker,
  uploadExpiration,
} from './lifecycle.ts';
import { recordEvent } from './notification.ts';
import { isProtected } from './object-lock.ts';
import { type BucketRow, buckets, type Lifecycle, type ObjectRow, type VersionRow } from './tables.ts';
import { removeUpload } from './upload.ts';
import { addDeleteMarker, changeObject, removeVersion } from './versions.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Applies the lifecycle rules of all buckets at each midnight UTC, as long as a bucket has some. */
export function runLifecycles(globe: Globe): void {
  let scheduled = false;
  const schedule = () => {
    if (scheduled || !hasRules(globe)) return;
    scheduled = true;
    const midnight = (Math.floor(globe.clock.now() / dayMs) + 1) * dayMs;
    globe.scheduler.at(midnight, 's3 lifecycle', () => {
      scheduled = false;
      applyAll(globe);
      schedule();
    });
  };
  globe.store.watch(buckets, ({ after }) => {
    if (after?.lifecycle !== undefined) schedule();
  });
  schedule();
}

function hasRules(globe: Globe): boolean {
  for (const bucket of bucketsOf(globe).range()) if (bucket.lifecycle !== undefined) return true;
  return false;
}

function applyAll(globe: Globe): void {
  for (const bucket of Array.from(bucketsOf(globe).range())) {
    if (bucket.lifecycle === undefined) continue;
    const cause = globe.causes.begin('schedule', `s3 lifecycle of ${bucket.name}`);
    globe.store.step(cause, () => applyLifecycle(globe, bucket, bucket.lifecycle as Lifecycle, cause));
  }
}

/** Does what the rules of one bucket have become due for. Within a step. */
function applyLifecycle(globe: Globe, bucket: BucketRow, lifecycle: Lifecycle, cause: Cause): void {
  const run: Run = { globe, bucket, lifecycle, origin: serviceOrigin(globe, cause), nowAt: globe.clock.now() };
  for (const versions of versionsByKey([...objectsOf(globe, bucket.name).range()])) applyToKey(run, versions);
  for (const upload of Array.from(uploadsOf(globe, bucket.name).range())) {
    const expiration = uploadExpiration(lifecycle.rules, upload);
    if (expiration !== undefined && expiration.dueAt <= run.nowAt) removeUpload(globe, bucket.name, upload);
  }
}

interface Run {
  readonly globe: Globe;
  readonly bucket: BucketRow;
  readonly lifecycle: Lifecycle;
  readonly origin: EventOrigin;
  readonly nowAt: number;
}

function* versionsByKey(rows: readonly VersionRow[]): Iterable<readonly VersionRow[]> {
  let group: VersionRow[] = [];
  for (const row of rows) {
    if (group[0] !== undefined && group[0].key !== row.key) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

/** Newest version first. */
function applyToKey(run: Run, versions: readonly VersionRow[]): void {
  versions.forEach((row, index) => {
    const successor = versions[index - 1];
    if (successor !== undefined) applyToNoncurrent(run, row, successor.lastModifiedAt, index - 1);
    else if (row.kind === 'object') applyToCurrent(run, row);
    else if (versions.length === 1 && removesLoneDeleteMarker(run.lifecycle.rules, row, run.nowAt)) remove(run, row);
  });
}

function applyToCurrent(run: Run, row: ObjectRow): void {
  const expiration = currentExpiration(run.lifecycle.rules, row);
  if (expiration === undefined || expiration.dueAt > run.nowAt) transition(run, row, undefined);
  else if (run.bucket.versioning === undefined) remove(run, row);
  else {
    const marker = addDeleteMarker(run.globe, run.bucket, row.key, run.bucket.account);
    record(run, 'LifecycleExpiration:DeleteMarkerCreated', marker);
  }
}

function applyToNoncurrent(run: Run, row: VersionRow, supersededAt: number, newerNoncurrent: number): void {
  const expiration = noncurrentExpiration(run.lifecycle.rules, row, supersededAt, newerNoncurrent);
  if (expiration !== undefined && expiration.dueAt <= run.nowAt) remove(run, row);
  else if (row.kind === 'object') transition(run, row, supersededAt);
}

function remove(run: Run, row: VersionRow): void {
  if (isProtected(row, false, run.nowAt)) return;
  removeVersion(run.globe, run.bucket, row);
  record(run, 'LifecycleExpiration:Delete', row);
}

function transition(run: Run, row: ObjectRow, supersededAt: number | undefined): void {
  const storageClass = dueTransition(run.lifecycle, row, supersededAt, run.nowAt);
  if (storageClass === undefined) return;
  changeObject(run.globe, run.bucket, row, { storageClass });
  record(run, 'LifecycleTransition', row);
}

function record(run: Run, name: EventName, row: VersionRow): void {
  recordEvent(run.globe, run.bucket, run.origin, name, {
    key: row.key,
    ...(row.kind === 'object' && { size: row.size, etag: row.etag }),
    versionId: run.bucket.versioning === undefined ? undefined : row.versionId,
  });
}
