import type { UpdateAuthorizerRequest, UpdateAuthorizerResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { authorizerFrom, describeAuthorizer } from '../authorizer.ts';
import { deployAutomatically } from '../deployment.ts';
import { authorizerOf, rowsOf } from '../rows.ts';
import { authorizers } from '../tables.ts';

export const updateAuthorizer: Operation<UpdateAuthorizerRequest, UpdateAuthorizerResponse> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const before = authorizerOf(call, apiId, input.AuthorizerId);
  const authorizer = authorizerFrom(before.authorizerId, input, before);
  rowsOf(call, authorizers, apiId).put(authorizer);
  deployAutomatically(call, apiId);
  return describeAuthorizer(authorizer);
};
