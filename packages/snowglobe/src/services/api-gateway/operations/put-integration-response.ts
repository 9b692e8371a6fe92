import type { IntegrationResponse, PutIntegrationResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { badRequest, noSuchIntegration } from '../errors.ts';
import { checkedIntegrationResponse } from '../integration.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const putIntegrationResponse: Operation<PutIntegrationResponseRequest, IntegrationResponse> = (input, call) => {
  const { restApiId: _api, resourceId: _resource, httpMethod: _method, ...given } = input;
  const method = methodOf(call, input);
  const integration = method.methodIntegration;
  if (!integration) throw noSuchIntegration();
  const { statusCode = '' } = given;
  if (!method.methodResponses?.[statusCode]) throw badRequest('Invalid Response status code specified');
  const response = checkedIntegrationResponse(given, method);
  const integrationResponses = { ...integration.integrationResponses, [statusCode]: response };
  putMethodRow(call, input, { ...method, methodIntegration: { ...integration, integrationResponses } });
  return response;
};
