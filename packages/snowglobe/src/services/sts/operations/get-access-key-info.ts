import type { GetAccessKeyInfoRequest, GetAccessKeyInfoResponse } from '@aws-sdk/client-sts';
import { keys } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { everywhere } from '../../../contract/scope.ts';

export const getAccessKeyInfo: Operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> = (input, call) => {
  const holder = call.globe.store.collection(keys, everywhere).get(input.AccessKeyId ?? '')?.holder;
  const account = holder?.kind === 'session' ? holder.principal.account : holder?.account;
  return { Account: account ?? call.scope.account };
};
