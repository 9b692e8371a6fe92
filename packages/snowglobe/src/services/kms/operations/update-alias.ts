import type { UpdateAliasRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { aliasTarget, checkedAliasName, getAlias } from '../alias.ts';
import { validation } from '../errors.ts';
import { aliases, keys } from '../tables.ts';

/** The new key must be of the same kind and usage as the current one. */
export const updateAlias: Operation<UpdateAliasRequest, object> = (input, call) => {
  const alias = getAlias(call, checkedAliasName(input.AliasName ?? ''));
  const current = call.globe.store.collection(keys, call.scope).get(alias.targetKeyId);
  const { row } = aliasTarget(call, input.TargetKeyId ?? '', 'UpdateAlias');
  if (
    current &&
    (current.usage !== row.usage || (current.spec === 'SYMMETRIC_DEFAULT') !== (row.spec === 'SYMMETRIC_DEFAULT'))
  ) {
    throw validation(
      `Alias ${alias.arn} cannot be changed from a key of type ${current.spec} to a key of type ${row.spec}.`,
    );
  }
  const changed = { ...alias, targetKeyId: row.keyId, updatedAt: call.globe.clock.now() };
  call.globe.store.collection(aliases, call.scope).put(changed);
  return {};
};
