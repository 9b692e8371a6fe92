import type { DeleteAliasRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { checkedAliasName, getAlias } from '../alias.ts';
import { aliases } from '../tables.ts';

export const deleteAlias: Operation<DeleteAliasRequest, object> = (input, call) => {
  const { name } = getAlias(call, checkedAliasName(input.AliasName ?? ''));
  call.globe.store.collection(aliases, call.scope).delete(name);
  return {};
};
