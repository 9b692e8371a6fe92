import type { AccessKeyMetadata } from '@aws-sdk/client-iam';
import { type KeyRow, keys, userKeyPrefix } from '../../access/tables.ts';
import type { Call } from '../../contract/operation.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import { noSuchAccessKey } from './errors.ts';
import { wholeSeconds } from './whole-seconds.ts';

/** A key that belongs to a user. */
export type UserKey = KeyRow & { readonly holder: Extract<KeyRow['holder'], { readonly kind: 'user' }> };

export function keyRows(call: Call): Collection<KeyRow> {
  return call.globe.store.collection(keys, everywhere);
}

export function keysOf(call: Call, userName: string): UserKey[] {
  const prefix = userKeyPrefix(call.scope.account, userName);
  return [...keyRows(call).rangeBy('byUser', { prefix })].filter(isUserKey);
}

function isUserKey(row: KeyRow): row is UserKey {
  return row.holder.kind === 'user';
}

/** One key of a user; throws NoSuchEntity. */
export function keyOfUser(call: Call, userName: string, accessKeyId: string | undefined): UserKey {
  const key = keysOf(call, userName).find((each) => each.accessKeyId === accessKeyId);
  if (!key) throw noSuchAccessKey(accessKeyId ?? '');
  return key;
}

/** A renamed user keeps his keys. */
export function renameKeyHolder(call: Call, userName: string, newName: string): void {
  for (const key of keysOf(call, userName)) {
    keyRows(call).put({ ...key, holder: { ...key.holder, userName: newName } });
  }
}

/** As the API shows it, without the secret. */
export function describeKey({ accessKeyId, createdAt, holder }: UserKey): AccessKeyMetadata {
  return {
    UserName: holder.userName,
    AccessKeyId: accessKeyId,
    Status: holder.active ? 'Active' : 'Inactive',
    CreateDate: wholeSeconds(createdAt),
  };
}
