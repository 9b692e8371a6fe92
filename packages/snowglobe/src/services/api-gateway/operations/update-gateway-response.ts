import type { GatewayResponse, UpdateGatewayResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeDefault, gatewayResponseFrom } from '../gateway-response.ts';
import { entry, type PatchRules, patched, text } from '../patch.ts';
import { partsOf } from '../rows.ts';
import { gatewayResponses } from '../tables.ts';

const patches: PatchRules = {
  '/statusCode': text('statusCode'),
  '/responseParameters/{}': entry('responseParameters'),
  '/responseTemplates/{}': entry('responseTemplates'),
};

export const updateGatewayResponse: Operation<UpdateGatewayResponseRequest, GatewayResponse> = (input, call) => {
  const { restApiId, responseType } = input;
  const rows = partsOf(call, gatewayResponses, restApiId);
  const before = rows.get(responseType ?? '') ?? describeDefault(responseType ?? '');
  const { defaultResponse: _default, ...changed } = patched(before, input.patchOperations, patches);
  const response = gatewayResponseFrom({ restApiId, ...changed, responseType });
  rows.put(response);
  return response;
};
