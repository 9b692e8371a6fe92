import type { CreateIntegrationRequest, CreateIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { describeIntegration, integrationFrom } from '../integration.ts';
import { apiOf, newId, rowsOf } from '../rows.ts';
import { integrations } from '../tables.ts';

export const createIntegration: Operation<CreateIntegrationRequest, CreateIntegrationResult> = (input, call) => {
  const { apiId } = apiOf(call, input.ApiId);
  const integration = integrationFrom(newId(call.globe, 7), input);
  rowsOf(call, integrations, apiId).put(integration);
  deployAutomatically(call, apiId);
  return describeIntegration(integration);
};
