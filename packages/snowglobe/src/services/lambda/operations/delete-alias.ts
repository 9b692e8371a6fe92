import type { DeleteAliasRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { aliases, eventInvokeConfigs, functionUrls, policies, qualifiedKey } from '../tables.ts';

/** AWS: deleting an alias that is not there succeeds. */
export const deleteAlias: Operation<DeleteAliasRequest, object> = (input, call) => {
  const { scope, name } = functionAddress(input.FunctionName ?? '', call.scope);
  requireFunction(call.globe, { scope, name, qualifier: undefined });
  const key = qualifiedKey(name, input.Name ?? '');
  call.globe.store.collection(aliases, scope).delete(key);
  call.globe.store.collection(policies, scope).delete(key);
  call.globe.store.collection(eventInvokeConfigs, scope).delete(key);
  call.globe.store.collection(functionUrls, scope).delete(key);
  return {};
};
