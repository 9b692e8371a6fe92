import type { DomainNames, GetDomainNamesRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { domainNames } from '../tables.ts';

export const getDomainNames: Operation<GetDomainNamesRequest, DomainNames> = (input, call) =>
  pageOf(rowsOf(call, domainNames).range(), (row) => row, input);
