import type { CreateAliasRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { aliasTarget, checkedAliasName } from '../alias.ts';
import { aliasExists } from '../errors.ts';
import { aliasArn, newAlias } from '../key.ts';
import { aliases } from '../tables.ts';

export const createAlias: Operation<CreateAliasRequest, object> = (input, call) => {
  const name = checkedAliasName(input.AliasName ?? '');
  const rows = call.globe.store.collection(aliases, call.scope);
  if (rows.has(name)) throw aliasExists(aliasArn(call.scope, name));
  const target = aliasTarget(call, input.TargetKeyId ?? '', 'CreateAlias');
  rows.put(newAlias(call.scope, name, target.row.keyId, call.globe.clock.now()));
  return {};
};
