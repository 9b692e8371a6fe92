import type { UpdateIntegrationRequest, UpdateIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { describeIntegration, integrationFrom } from '../integration.ts';
import { integrationOf, rowsOf } from '../rows.ts';
import { integrations } from '../tables.ts';

export const updateIntegration: Operation<UpdateIntegrationRequest, UpdateIntegrationResult> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const before = integrationOf(call, apiId, input.IntegrationId);
  const integration = integrationFrom(before.integrationId, input, before);
  rowsOf(call, integrations, apiId).put(integration);
  deployAutomatically(call, apiId);
  return describeIntegration(integration);
};
