import type { GetIntegrationResponseRequest, IntegrationResponse } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResponse } from '../errors.ts';
import { methodOf } from '../resource.ts';

export const getIntegrationResponse: Operation<GetIntegrationResponseRequest, IntegrationResponse> = (input, call) => {
  const response = methodOf(call, input).methodIntegration?.integrationResponses?.[input.statusCode ?? ''];
  if (!response) throw noSuchResponse();
  return response;
};
