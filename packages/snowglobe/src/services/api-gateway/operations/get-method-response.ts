import type { GetMethodResponseRequest, MethodResponse } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResponse } from '../errors.ts';
import { methodOf } from '../resource.ts';

export const getMethodResponse: Operation<GetMethodResponseRequest, MethodResponse> = (input, call) => {
  const response = methodOf(call, input).methodResponses?.[input.statusCode ?? ''];
  if (!response) throw noSuchResponse();
  return response;
};
