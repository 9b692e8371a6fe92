import type { DeleteAuthorizerRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { authorizerInUse } from '../errors.ts';
import { authorizerOf, rowsOf } from '../rows.ts';
import { authorizers, routes } from '../tables.ts';

export const deleteAuthorizer: Operation<DeleteAuthorizerRequest, object> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const { authorizerId } = authorizerOf(call, apiId, input.AuthorizerId);
  const used = [...rowsOf(call, routes, apiId).range()].some((route) => route.authorizerId === authorizerId);
  if (used) throw authorizerInUse(authorizerId);
  rowsOf(call, authorizers, apiId).delete(authorizerId);
  deployAutomatically(call, apiId);
  return {};
};
