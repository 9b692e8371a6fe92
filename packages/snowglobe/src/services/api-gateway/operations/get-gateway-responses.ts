import type { GatewayResponses, GetGatewayResponsesRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeDefault } from '../gateway-response.ts';
import { responseTypes } from '../response-types.ts';
import { partsOf } from '../rows.ts';
import { gatewayResponses } from '../tables.ts';

export const getGatewayResponses: Operation<GetGatewayResponsesRequest, GatewayResponses> = (input, call) => {
  const rows = partsOf(call, gatewayResponses, input.restApiId);
  return { items: Object.keys(responseTypes).map((type) => rows.get(type) ?? describeDefault(type)) };
};
