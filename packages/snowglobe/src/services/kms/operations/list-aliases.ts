import type { ListAliasesRequest, ListAliasesResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { keyById } from '../key.ts';
import { limits } from '../limits.ts';
import { pageOf } from '../page.ts';
import { aliases } from '../tables.ts';

export const listAliases: Operation<ListAliasesRequest, ListAliasesResponse> = (input, call) => {
  const only = input.KeyId === undefined ? undefined : keyById(call, input.KeyId).row.keyId;
  const every = [...call.globe.store.collection(aliases, call.scope).range()];
  const rows = only === undefined ? every : every.filter((row) => row.targetKeyId === only);
  const { page, rest } = pageOf(rows, (row) => row.name, input, limits.pageSize);
  const Aliases = page.map((row) => ({
    AliasName: row.name,
    AliasArn: row.arn,
    TargetKeyId: row.targetKeyId,
    CreationDate: new Date(row.createdAt),
    LastUpdatedDate: new Date(row.updatedAt),
  }));
  return { Aliases, ...rest };
};
