import type { IntegrationResponse, UpdateIntegrationResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchIntegration, noSuchResponse } from '../errors.ts';
import { checkedIntegrationResponse } from '../integration.ts';
import { entry, type PatchRules, patched, text } from '../patch.ts';
import { methodOf, putMethodRow } from '../resource.ts';

const patches: PatchRules = {
  '/selectionPattern': text('selectionPattern'),
  '/contentHandling': text('contentHandling'),
  '/responseParameters/{}': entry('responseParameters'),
  '/responseTemplates/{}': entry('responseTemplates'),
};

export const updateIntegrationResponse: Operation<UpdateIntegrationResponseRequest, IntegrationResponse> = (
  input,
  call,
) => {
  const method = methodOf(call, input);
  const integration = method.methodIntegration;
  if (!integration) throw noSuchIntegration();
  const { statusCode = '' } = input;
  const before = integration.integrationResponses?.[statusCode];
  if (!before) throw noSuchResponse();
  const response = checkedIntegrationResponse(patched(before, input.patchOperations, patches), method);
  const integrationResponses = { ...integration.integrationResponses, [statusCode]: response };
  putMethodRow(call, input, { ...method, methodIntegration: { ...integration, integrationResponses } });
  return response;
};
