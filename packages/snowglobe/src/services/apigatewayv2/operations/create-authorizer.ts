import type { CreateAuthorizerRequest, CreateAuthorizerResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { authorizerFrom, describeAuthorizer } from '../authorizer.ts';
import { deployAutomatically } from '../deployment.ts';
import { apiOf, newId, rowsOf } from '../rows.ts';
import { authorizers } from '../tables.ts';

export const createAuthorizer: Operation<CreateAuthorizerRequest, CreateAuthorizerResponse> = (input, call) => {
  const { apiId } = apiOf(call, input.ApiId);
  const authorizer = authorizerFrom(newId(call.globe, 6), input);
  rowsOf(call, authorizers, apiId).put(authorizer);
  deployAutomatically(call, apiId);
  return describeAuthorizer(authorizer);
};
