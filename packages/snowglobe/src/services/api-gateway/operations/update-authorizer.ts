import type { Authorizer, UpdateAuthorizerRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { authorizerPatches, putAuthorizer } from '../authorizer.ts';
import { patched } from '../patch.ts';
import { authorizerOf } from '../rows.ts';

export const updateAuthorizer: Operation<UpdateAuthorizerRequest, Authorizer> = (input, call) => {
  const before = authorizerOf(call, input.restApiId, input.authorizerId);
  return putAuthorizer(call, input.restApiId, patched(before, input.patchOperations, authorizerPatches));
};
