import type { Authorizer, GetAuthorizerRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { authorizerOf } from '../rows.ts';

export const getAuthorizer: Operation<GetAuthorizerRequest, Authorizer> = (input, call) =>
  authorizerOf(call, input.restApiId, input.authorizerId);
