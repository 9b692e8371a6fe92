import type { DeleteMethodResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResponse } from '../errors.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const deleteMethodResponse: Operation<DeleteMethodResponseRequest, object> = (input, call) => {
  const method = methodOf(call, input);
  const { [input.statusCode ?? '']: response, ...methodResponses } = method.methodResponses ?? {};
  if (!response) throw noSuchResponse();
  putMethodRow(call, input, { ...method, methodResponses });
  return {};
};
