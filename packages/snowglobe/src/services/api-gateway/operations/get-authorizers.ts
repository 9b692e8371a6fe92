import type { Authorizers, GetAuthorizersRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { partsOf } from '../rows.ts';
import { authorizers } from '../tables.ts';

export const getAuthorizers: Operation<GetAuthorizersRequest, Authorizers> = (input, call) =>
  pageOf(partsOf(call, authorizers, input.restApiId).range(), (row) => row, input);
