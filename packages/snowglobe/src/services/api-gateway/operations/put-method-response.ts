import type { MethodResponse, PutMethodResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { responseTaken } from '../errors.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const putMethodResponse: Operation<PutMethodResponseRequest, MethodResponse> = (input, call) => {
  const { restApiId: _api, resourceId: _resource, httpMethod: _method, ...response } = input;
  const method = methodOf(call, input);
  const { statusCode = '' } = response;
  if (method.methodResponses?.[statusCode]) throw responseTaken();
  putMethodRow(call, input, { ...method, methodResponses: { ...method.methodResponses, [statusCode]: response } });
  return response;
};
