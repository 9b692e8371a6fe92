import type { TestInvokeAuthorizerRequest, TestInvokeAuthorizerResponse } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { testAuthorizer } from '../data-plane/test-invocation.ts';
import { apiOf, authorizerOf } from '../rows.ts';

export const testInvokeAuthorizer: Operation<TestInvokeAuthorizerRequest, TestInvokeAuthorizerResponse> = (
  input,
  call,
) => {
  const api = apiOf(call, input.restApiId);
  return testAuthorizer(call, { api, authorizer: authorizerOf(call, api.id, input.authorizerId), input });
};
