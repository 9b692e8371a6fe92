import type { DeleteIntegrationRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { integrationInUse } from '../errors.ts';
import { integrationOf, rowsOf } from '../rows.ts';
import { integrations, routes } from '../tables.ts';

export const deleteIntegration: Operation<DeleteIntegrationRequest, object> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const { integrationId } = integrationOf(call, apiId, input.IntegrationId);
  const used = [...rowsOf(call, routes, apiId).range()].some(
    (route) => route.target === `integrations/${integrationId}`,
  );
  if (used) throw integrationInUse(integrationId);
  rowsOf(call, integrations, apiId).delete(integrationId);
  deployAutomatically(call, apiId);
  return {};
};
