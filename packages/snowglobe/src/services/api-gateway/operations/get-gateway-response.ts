import type { GatewayResponse, GetGatewayResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeDefault } from '../gateway-response.ts';
import { partsOf } from '../rows.ts';
import { gatewayResponses } from '../tables.ts';

export const getGatewayResponse: Operation<GetGatewayResponseRequest, GatewayResponse> = (input, call) => {
  const { restApiId, responseType = '' } = input;
  return partsOf(call, gatewayResponses, restApiId).get(responseType) ?? describeDefault(responseType);
};
