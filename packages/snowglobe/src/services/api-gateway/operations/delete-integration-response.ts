import type { DeleteIntegrationResponseRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchResponse } from '../errors.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const deleteIntegrationResponse: Operation<DeleteIntegrationResponseRequest, object> = (input, call) => {
  const method = methodOf(call, input);
  const integration = method.methodIntegration;
  const { [input.statusCode ?? '']: response, ...integrationResponses } = integration?.integrationResponses ?? {};
  if (!integration || !response) throw noSuchResponse();
  putMethodRow(call, input, { ...method, methodIntegration: { ...integration, integrationResponses } });
  return {};
};
