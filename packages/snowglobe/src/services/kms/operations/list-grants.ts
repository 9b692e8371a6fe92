import type { ListGrantsRequest, ListGrantsResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { grantEntry } from '../grant.ts';
import { keyById } from '../key.ts';
import { limits } from '../limits.ts';
import { pageOf } from '../page.ts';
import { grants } from '../tables.ts';

export const listGrants: Operation<ListGrantsRequest, ListGrantsResponse> = (input, call) => {
  const { row, scope } = keyById(call, input.KeyId);
  const rows = [...call.globe.store.collection(grants, scope, row.keyId).range()].filter(
    (grant) =>
      (input.GrantId === undefined || grant.grantId === input.GrantId) &&
      (input.GranteePrincipal === undefined || grant.granteePrincipal === input.GranteePrincipal),
  );
  const { page, rest } = pageOf(rows, (grant) => grant.grantId, input, limits.grantPageSize);
  return { Grants: page.map((grant) => grantEntry(scope, grant)), ...rest };
};
