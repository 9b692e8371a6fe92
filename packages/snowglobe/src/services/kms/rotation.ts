import type { Call } from '../../contract/operation.ts';
import { disabled, pendingDeletion, unsupported } from './errors.ts';
import { keyById, type LocatedKey } from './key.ts';

/** A key that can be rotated: symmetric, for encryption, enabled. */
export function rotatableKey(call: Call, keyId: string | undefined, operation: string): LocatedKey {
  const key = keyById(call, keyId);
  if (key.row.state === 'PendingDeletion') throw pendingDeletion(key.row.arn);
  if (key.row.state === 'Disabled') throw disabled(key.row.arn);
  if (key.row.spec !== 'SYMMETRIC_DEFAULT')
    throw unsupported(`${operation} is not supported for key spec ${key.row.spec}.`);
  if (key.row.manager === 'AWS') throw unsupported(`${operation} is not supported for AWS managed keys.`);
  return key;
}
