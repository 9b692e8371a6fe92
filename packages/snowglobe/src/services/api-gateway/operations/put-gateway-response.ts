import type { GatewayResponse, PutGatewayResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { gatewayResponseFrom } from '../gateway-response.ts';
import { partsOf } from '../rows.ts';
import { gatewayResponses } from '../tables.ts';

export const putGatewayResponse: Operation<PutGatewayResponseRequest, GatewayResponse> = (input, call) => {
  const response = gatewayResponseFrom(input);
  partsOf(call, gatewayResponses, input.restApiId).put(response);
  return response;
};
