import type { ListKeysRequest, ListKeysResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { limits } from '../limits.ts';
import { pageOf } from '../page.ts';
import { keys } from '../tables.ts';

export const listKeys: Operation<ListKeysRequest, ListKeysResponse> = (input, call) => {
  const rows = [...call.globe.store.collection(keys, call.scope).range()];
  const { page, rest } = pageOf(rows, (row) => row.keyId, input, limits.pageSize);
  return { Keys: page.map((row) => ({ KeyId: row.keyId, KeyArn: row.arn })), ...rest };
};
