import type { Globe } from '../../contract/globe.ts';
import { objectsOf } from './bucket.ts';
import { type EventOrigin } from './event.ts';
import { recordEvent } from './notification.ts';
import { checkRemovable } from './object-lock.ts';
import { checkWriteConditions } from './preconditions.ts';
import { queueReplication } from './replication/queue.ts';
import type { BucketRow, VersionRow } from './tables.ts';
import {
  addDeleteMarker,
  checkedVersionId,
  currentObject,
  currentVersion,
  removeVersion,
  versionById,
} from './versions.ts';

export interface Deletion {
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly bypassGovernance?: boolean | undefined;
}

/** What S3 tells of a deletion. */
export interface Deleted {
  /** True when a delete marker was made or removed. */
  readonly deleteMarker?: true | undefined;
  /** The version that was removed, or that the new delete marker got. */
  readonly versionId?: string | undefined;
}

const emptyMd5 = 'd41d8cd98f00b204e9800998ecf8427e';

/**
 * Deletes one version for good, or the key as the bucket's versioning has it: for good, or under a delete marker.
 * Deleting what is not there succeeds.
 */
export function deleteObjectVersion(
  globe: Globe,
  bucket: BucketRow,
  deletion: Deletion,
  origin: EventOrigin,
  owner: string,
): Deleted {
  const rows = objectsOf(globe, bucket.name);
  if (deletion.ifMatch !== undefined) {
    checkWriteConditions({ Key: deletion.key, IfMatch: deletion.ifMatch }, currentObject(rows, deletion.key));
  }
  if (deletion.versionId !== undefined) {
    const row = versionById(rows, deletion.key, checkedVersionId(deletion.versionId));
    return row === undefined ? { versionId: deletion.versionId } : removeForGood(globe, bucket, row, deletion, origin);
  }
  if (bucket.versioning === undefined) {
    const row = currentVersion(rows, deletion.key);
    if (row !== undefined) removeForGood(globe, bucket, row, deletion, origin);
    return {};
  }
  const marker = addDeleteMarker(globe, bucket, deletion.key, owner);
  queueReplication(globe, bucket, marker, origin.cause);
  recordEvent(globe, bucket, origin, 'ObjectRemoved:DeleteMarkerCreated', {
    key: marker.key,
    etag: emptyMd5,
    versionId: marker.versionId,
  });
  return { deleteMarker: true, versionId: marker.versionId };
}

function removeForGood(
  globe: Globe,
  bucket: BucketRow,
  row: VersionRow,
  deletion: Deletion,
  origin: EventOrigin,
): Deleted {
  checkRemovable(row, deletion.bypassGovernance === true, globe.clock.now());
  removeVersion(globe, bucket, row);
  recordEvent(globe, bucket, origin, 'ObjectRemoved:Delete', {
    key: row.key,
    versionId: bucket.versioning === undefined ? undefined : row.versionId,
  });
  return { deleteMarker: row.kind === 'delete-marker' ? true : undefined, versionId: row.versionId };
}
