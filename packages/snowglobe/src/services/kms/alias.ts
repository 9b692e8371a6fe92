import type { Call } from '../../contract/operation.ts';
import { aliasNotFound, invalidAliasName, limitExceeded } from './errors.ts';
import { aliasArn, type LocatedKey, ownKey } from './key.ts';
import { limits } from './limits.ts';
import { type AliasRow, aliases } from './tables.ts';

/** A name that callers may give. */
export function checkedAliasName(name: string): string {
  if (!name.startsWith('alias/'))
    throw invalidAliasName(
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    );
  if (name.startsWith('alias/aws/'))
    throw invalidAliasName('Alias names that begin with alias/aws/ are reserved by AWS.');
  return name;
}

export function getAlias(call: Call, name: string): AliasRow {
  const row = call.globe.store.collection(aliases, call.scope).get(name);
  if (!row) throw aliasNotFound(aliasArn(call.scope, name));
  return row;
}

/** The key that an alias is to stand for: it may not have too many of them. */
export function aliasTarget(call: Call, keyId: string, operation: string): LocatedKey {
  const key = ownKey(call, keyId, operation);
  const names = call.globe.store.collection(aliases, key.scope).rangeBy('target', { prefix: `${key.row.keyId} ` });
  if ([...names].length >= limits.aliasesPerKey) {
    throw limitExceeded(`Key ${key.row.arn} has reached its limit of ${limits.aliasesPerKey} aliases.`);
  }
  return key;
}
