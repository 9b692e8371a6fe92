import type { TestInvokeMethodRequest, TestInvokeMethodResponse } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { testMethod } from '../data-plane/test-invocation.ts';
import { methodOf } from '../resource.ts';
import { apiOf, resourceOf } from '../rows.ts';

export const testInvokeMethod: Operation<TestInvokeMethodRequest, TestInvokeMethodResponse> = (input, call) => {
  const api = apiOf(call, input.restApiId);
  const resource = resourceOf(call, api.id, input.resourceId);
  return testMethod(call, { api, resource, method: methodOf(call, input), input });
};
