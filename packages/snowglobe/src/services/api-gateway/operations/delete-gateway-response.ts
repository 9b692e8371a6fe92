import type { DeleteGatewayResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResponse } from '../errors.ts';
import { partsOf } from '../rows.ts';
import { gatewayResponses } from '../tables.ts';

export const deleteGatewayResponse: Operation<DeleteGatewayResponseRequest, object> = (input, call) => {
  if (!partsOf(call, gatewayResponses, input.restApiId).delete(input.responseType ?? '')) throw noSuchResponse();
  return {};
};
