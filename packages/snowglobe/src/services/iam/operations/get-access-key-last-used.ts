import type { GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse } from '@aws-sdk/client-iam';
import { keys, lastUses } from '../../../access/tables.ts';
import type { Operation } from '../../../contract/operation.ts';
import { everywhere } from '../../../contract/scope.ts';
import { noSuchAccessKey } from '../errors.ts';
import { wholeSeconds } from '../whole-seconds.ts';

export const getAccessKeyLastUsed: Operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> = (
  input,
  call,
) => {
  const { store } = call.globe;
  const id = input.AccessKeyId ?? '';
  const holder = store.collection(keys, everywhere).get(id)?.holder;
  if (holder?.kind !== 'user' || holder.account !== call.scope.account) throw noSuchAccessKey(id);
  const used = store.collection(lastUses, everywhere).get(id);
  const AccessKeyLastUsed = used
    ? { LastUsedDate: wholeSeconds(used.usedAt), ServiceName: used.service, Region: used.region }
    : { ServiceName: 'N/A', Region: 'N/A', LastUsedDate: undefined };
  return { UserName: holder.userName, AccessKeyLastUsed };
};
