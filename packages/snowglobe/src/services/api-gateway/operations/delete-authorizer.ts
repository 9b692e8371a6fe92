import type { DeleteAuthorizerRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { deleteAuthorizer as remove } from '../authorizer.ts';
import { authorizerOf } from '../rows.ts';

export const deleteAuthorizer: Operation<DeleteAuthorizerRequest, object> = (input, call) => {
  remove(call, input.restApiId, authorizerOf(call, input.restApiId, input.authorizerId));
  return {};
};
