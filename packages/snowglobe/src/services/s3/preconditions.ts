import { noSuchKey, notImplemented, notModified, preconditionFailed } from './errors.ts';
import { wholeSecond } from './instant.ts';
import type { ObjectRow } from './tables.ts';

interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

type Tagged = Pick<ObjectRow, 'etag' | 'lastModifiedAt'>;

/** The condition that a read does not meet, in the order in which S3 looks (RFC 7232, section 6). */
export function unmetReadCondition(conditions: ReadConditions, object: Tagged): keyof ReadConditions | undefined {
  const modifiedSecond = Math.floor(object.lastModifiedAt / 1000) * 1000;
  if (conditions.IfMatch !== undefined) {
    if (!matchesEtag(conditions.IfMatch, object.etag)) return 'IfMatch';
  } else if (conditions.IfUnmodifiedSince !== undefined && modifiedSecond > conditions.IfUnmodifiedSince.getTime()) {
    return 'IfUnmodifiedSince';
  }
  if (conditions.IfNoneMatch !== undefined) {
    if (matchesEtag(conditions.IfNoneMatch, object.etag)) return 'IfNoneMatch';
  } else if (conditions.IfModifiedSince !== undefined && modifiedSecond <= conditions.IfModifiedSince.getTime()) {
    return 'IfModifiedSince';
  }
  return undefined;
}

const headerOf: Readonly<Record<keyof ReadConditions, string>> = {
  IfMatch: 'If-Match',
  IfNoneMatch: 'If-None-Match',
  IfModifiedSince: 'If-Modified-Since',
  IfUnmodifiedSince: 'If-Unmodified-Since',
};

/** Throws 304 or 412 when a GET or HEAD is not to be answered. */
export function checkReadConditions(conditions: ReadConditions, object: Tagged): void {
  const unmet = unmetReadCondition(conditions, object);
  if (unmet === undefined) return;
  if (unmet === 'IfNoneMatch' || unmet === 'IfModifiedSince') {
    throw notModified({ ETag: quoted(object.etag), LastModified: wholeSecond(object.lastModifiedAt) });
  }
  throw preconditionFailed(headerOf[unmet]);
}

interface CopyConditions {
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
}

/** Throws 412 when the source of a copy does not meet the conditions. */
export function checkCopyConditions(input: CopyConditions, source: Tagged): void {
  const unmet = unmetReadCondition(
    {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    source,
  );
  if (unmet !== undefined) throw preconditionFailed(`x-amz-copy-source-${headerOf[unmet]}`);
}

interface WriteConditions {
  readonly Key: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** Throws 412 (404 for If-Match on a missing key) when a write must not replace, or not create, the current object. */
export function checkWriteConditions(conditions: WriteConditions, current: ObjectRow | undefined): void {
  if (conditions.IfNoneMatch !== undefined) {
    if (conditions.IfNoneMatch !== '*') throw notImplemented('If-None-Match');
    if (current !== undefined) throw preconditionFailed('If-None-Match');
  }
  if (conditions.IfMatch !== undefined) {
    if (current === undefined) throw noSuchKey(conditions.Key ?? '');
    if (!matchesEtag(conditions.IfMatch, current.etag)) throw preconditionFailed('If-Match');
  }
}

/** True when one of the listed entity tags (quoted or bare, or `*`) is the object's. */
function matchesEtag(listed: string, etag: string): boolean {
  return listed.split(',').some((entry) => entry.trim() === '*' || unquoted(entry) === etag);
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

export function unquoted(etag: string): string {
  return etag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
}
