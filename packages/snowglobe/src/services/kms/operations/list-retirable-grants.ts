import type { ListGrantsResponse, ListRetirableGrantsRequest } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { grantEntry } from '../grant.ts';
import { limits } from '../limits.ts';
import { pageOf } from '../page.ts';
import { grants } from '../tables.ts';

/** Grants of the region, over all accounts, that a principal may retire. */
export const listRetirableGrants: Operation<ListRetirableGrantsRequest, ListGrantsResponse> = (input, call) => {
  const found = [...call.globe.store.everyCollection(grants)]
    .filter(({ scope }) => scope.region === call.scope.region)
    .flatMap(({ scope, rows }) => [...rows.range()].map((grant) => ({ scope, grant })))
    .filter(({ grant }) => grant.retiringPrincipal === input.RetiringPrincipal)
    .sort((a, b) => (a.grant.grantId < b.grant.grantId ? -1 : 1));
  const { page, rest } = pageOf(found, ({ grant }) => grant.grantId, input, limits.grantPageSize);
  return { Grants: page.map(({ scope, grant }) => grantEntry(scope, grant)), ...rest };
};
