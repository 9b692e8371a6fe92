import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Collection } from '../../contract/table.ts';
import type { Random } from '../../contract/time.ts';
import { holdBody, releaseBody } from './body.ts';
import { objectsOf } from './bucket.ts';
import { invalidVersionId, methodNotAllowedOnDeleteMarker, noSuchKey, noSuchVersion } from './errors.ts';
import { keyScope } from './key-order.ts';
import { queueReplication } from './replication/queue.ts';
import { type BucketRow, type DeleteMarkerRow, type ObjectRow, objects, type VersionRow } from './tables.ts';

const versionIdAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
const versionIdShape = /^[A-Za-z0-9._]{32}$/;

/** The newest version of a key, delete markers included. */
export function currentVersion(rows: Collection<VersionRow>, key: string): VersionRow | undefined {
  for (const row of rows.range({ prefix: keyScope(key) })) return row;
  return undefined;
}

/** The current version of a key when it is an object. */
export function currentObject(rows: Collection<VersionRow>, key: string): ObjectRow | undefined {
  const row = currentVersion(rows, key);
  return row?.kind === 'object' ? row : undefined;
}

/** One version of a key; `null` is the one that was written without versioning. */
export function versionById(rows: Collection<VersionRow>, key: string, versionId: string): VersionRow | undefined {
  if (versionId === 'null') return nullVersion(rows, key);
  const position = `${keyScope(key)}${versionId}`;
  for (const row of rows.rangeBy('version', { from: position, to: position })) return row;
  return undefined;
}

function nullVersion(rows: Collection<VersionRow>, key: string): VersionRow | undefined {
  for (const row of rows.range({ prefix: keyScope(key) })) if (row.versionId === 'null') return row;
  return undefined;
}

/**
 * The object that a request names. Throws NoSuchKey, NoSuchVersion, InvalidArgument for an ill-formed version, and
 * MethodNotAllowed for the version of a delete marker.
 */
export function findObject(
  globe: Globe,
  bucket: BucketRow,
  key: string,
  versionId: string | undefined,
  method = 'GET',
): ObjectRow {
  const rows = objectsOf(globe, bucket.name);
  if (versionId === undefined) {
    const row = currentVersion(rows, key);
    if (row === undefined) throw noSuchKey(key);
    if (row.kind === 'delete-marker') throw noSuchKey(key, { VersionId: row.versionId });
    return row;
  }
  const row = versionById(rows, key, checkedVersionId(versionId));
  if (row === undefined) throw noSuchVersion(key, versionId);
  if (row.kind === 'delete-marker') throw methodNotAllowedOnDeleteMarker(method);
  return row;
}

/** Throws InvalidArgument when the text cannot be a version id. */
export function checkedVersionId(versionId: string): string {
  if (versionId !== 'null' && !versionIdShape.test(versionId)) throw invalidVersionId(versionId);
  return versionId;
}

/** What S3 tells of a version id: nothing in a bucket that never had versioning. */
export function shownVersionId(bucket: BucketRow, row: VersionRow): string | undefined {
  return bucket.versioning === undefined ? undefined : row.versionId;
}

export type NewObject = Omit<ObjectRow, 'kind' | 'versionId' | 'sequence' | 'replicationStatus'>;

/** Writes an object as the bucket's versioning demands: over the null version, or as a version of its own. */
export function addObject(globe: Globe, bucket: BucketRow, object: NewObject, cause: CauseLink): ObjectRow {
  holdBody(globe, object.pieces);
  const written: ObjectRow = { ...object, kind: 'object', ...nextPosition(globe, bucket, object.key) };
  const row: ObjectRow = queueReplication(globe, bucket, written, cause)
    ? { ...written, replicationStatus: 'PENDING' }
    : written;
  objectsOf(globe, bucket.name).put(row);
  return row;
}

export function addDeleteMarker(globe: Globe, bucket: BucketRow, key: string, owner: string): DeleteMarkerRow {
  const row: DeleteMarkerRow = {
    kind: 'delete-marker',
    key,
    owner,
    lastModifiedAt: globe.clock.now(),
    ...nextPosition(globe, bucket, key),
  };
  objectsOf(globe, bucket.name).put(row);
  return row;
}

/** Removes one version for good. */
export function removeVersion(globe: Globe, bucket: BucketRow, row: VersionRow): void {
  objectsOf(globe, bucket.name).delete(objects.key(row));
  if (row.kind === 'object') releaseBody(globe, row.pieces);
}

/** Changes what is said of a version (tags, ACL, lock, storage class) without making a new one. */
export function changeObject(globe: Globe, bucket: BucketRow, row: ObjectRow, change: Partial<ObjectRow>): void {
  objectsOf(globe, bucket.name).put({ ...row, ...change });
}

/** The same for what is replicated: tags, ACLs and locks follow to the replicas of a version that has some. */
export function changeReplicated(
  globe: Globe,
  bucket: BucketRow,
  row: ObjectRow,
  change: Partial<ObjectRow>,
  cause: CauseLink,
): void {
  const changed = { ...row, ...change };
  const queued = row.replicationStatus !== undefined && queueReplication(globe, bucket, changed, cause);
  const pending = queued && row.replicationStatus !== 'REPLICA';
  changeObject(globe, bucket, row, pending ? { ...change, replicationStatus: 'PENDING' } : change);
}

function nextPosition(globe: Globe, bucket: BucketRow, key: string): Pick<VersionRow, 'versionId' | 'sequence'> {
  const rows = objectsOf(globe, bucket.name);
  const sequence = (currentVersion(rows, key)?.sequence ?? 0) + 1;
  if (bucket.versioning === 'Enabled') return { versionId: newVersionId(globe.random), sequence };
  const replaced = nullVersion(rows, key);
  if (replaced !== undefined) removeVersion(globe, bucket, replaced);
  return { versionId: 'null', sequence };
}

function newVersionId(random: Random): string {
  return random.text(32, versionIdAlphabet);
}
