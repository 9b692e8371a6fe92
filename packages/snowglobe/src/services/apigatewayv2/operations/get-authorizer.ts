import type { GetAuthorizerRequest, GetAuthorizerResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeAuthorizer } from '../authorizer.ts';
import { authorizerOf } from '../rows.ts';

export const getAuthorizer: Operation<GetAuthorizerRequest, GetAuthorizerResponse> = (input, call) =>
  describeAuthorizer(authorizerOf(call, input.ApiId, input.AuthorizerId));
