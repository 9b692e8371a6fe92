import type { GetDomainNamesRequest, GetDomainNamesResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeDomainName } from '../domain-name.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { domainNames } from '../tables.ts';

export const getDomainNames: Operation<GetDomainNamesRequest, GetDomainNamesResponse> = (input, call) => {
  return pageOf(rowsOf(call, domainNames).range(), (row) => describeDomainName(call.scope, row), input);
};
