import type { GetAuthorizersRequest, GetAuthorizersResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeAuthorizer } from '../authorizer.ts';
import { pageOf } from '../paging.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { authorizers } from '../tables.ts';

export const getAuthorizers: Operation<GetAuthorizersRequest, GetAuthorizersResponse> = (input, call) =>
  pageOf(rowsOf(call, authorizers, apiOf(call, input.ApiId).apiId).range(), describeAuthorizer, input);
