import { currentExpiration } from './lifecycle.ts';
import type { BucketRow, ObjectRow } from './tables.ts';

/** `x-amz-expiration`: when a lifecycle rule will delete the object, and which; undefined when none will. */
export function expirationHeader(bucket: BucketRow, row: ObjectRow): string | undefined {
  const expiration = currentExpiration(bucket.lifecycle?.rules ?? [], row);
  if (expiration === undefined) return undefined;
  return `expiry-date="${new Date(expiration.dueAt).toUTCString()}", rule-id="${encodeURIComponent(expiration.ruleId)}"`;
}
