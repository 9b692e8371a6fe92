import type { GetIntegrationRequest, GetIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { describeIntegration } from '../integration.ts';
import { integrationOf } from '../rows.ts';

export const getIntegration: Operation<GetIntegrationRequest, GetIntegrationResult> = (input, call) => {
  return describeIntegration(integrationOf(call, input.ApiId, input.IntegrationId));
};
