import type { Integration, PutIntegrationRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { integrationFrom } from '../integration.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const putIntegration: Operation<PutIntegrationRequest, Integration> = (input, call) => {
  const method = methodOf(call, input);
  const methodIntegration = integrationFrom(input, method);
  putMethodRow(call, input, { ...method, methodIntegration });
  return methodIntegration;
};
