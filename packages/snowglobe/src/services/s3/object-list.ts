import type { _Object, CommonPrefix, RestoreStatus } from '@aws-sdk/client-s3';
import { ownerOf } from './bucket.ts';
import { invalidArgument } from './errors.ts';
import { wholeSecond } from './instant.ts';
import { maxListed } from './limits.ts';
import type { Entry } from './listing.ts';
import { quoted } from './preconditions.ts';
import type { ObjectRow } from './tables.ts';

/** The number of entries on a page: what the request says, a thousand at most. */
export function checkedPageSize(requested: number | undefined, argument = 'maxKeys'): number {
  if (requested !== undefined && (requested < 0 || !Number.isInteger(requested))) {
    throw invalidArgument(`Argument ${argument} must be an integer between 0 and 2147483647`, argument, requested);
  }
  return Math.min(requested ?? maxListed, maxListed);
}

interface Wanted {
  readonly owner: boolean;
  /** Epoch ms for which restore states are told; undefined: they are not. */
  readonly restoreAt: number | undefined;
}

export function describeListedObjects(
  entries: readonly Entry<ObjectRow>[],
  encode: (text: string) => string,
  wanted: Wanted,
): _Object[] {
  return entries.flatMap((entry) => ('row' in entry ? [describeListed(entry.row, encode, wanted)] : []));
}

function describeListed(row: ObjectRow, encode: (text: string) => string, wanted: Wanted): _Object {
  return {
    Key: encode(row.key),
    LastModified: wholeSecond(row.lastModifiedAt),
    ETag: quoted(row.etag),
    ChecksumAlgorithm: row.checksum === undefined ? undefined : [row.checksum.algorithm],
    ChecksumType: row.checksum?.type,
    Size: row.size,
    StorageClass: row.storageClass as NonNullable<_Object['StorageClass']>,
    Owner: wanted.owner ? ownerOf(row.owner) : undefined,
    RestoreStatus: wanted.restoreAt === undefined ? undefined : restoreStatus(row, wanted.restoreAt),
  };
}

function restoreStatus(row: ObjectRow, nowAt: number): RestoreStatus | undefined {
  if (row.restore === undefined || row.restore.expiresAt <= nowAt) return undefined;
  if (row.restore.readyAt > nowAt) return { IsRestoreInProgress: true };
  return { IsRestoreInProgress: false, RestoreExpiryDate: new Date(row.restore.expiresAt) };
}

export function describeCommonPrefixes(
  entries: readonly Entry<object>[],
  encode: (text: string) => string,
): CommonPrefix[] {
  return entries.flatMap((entry) => ('commonPrefix' in entry ? [{ Prefix: encode(entry.commonPrefix) }] : []));
}
