import type { CreateIntegrationResult } from '@aws-sdk/client-apigatewayv2';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { unlessMissing } from './unless-missing.ts';

const passed = [
  'ApiId',
  'ConnectionId',
  'ConnectionType',
  'CredentialsArn',
  'Description',
  'IntegrationMethod',
  'IntegrationSubtype',
  'IntegrationType',
  'IntegrationUri',
  'PayloadFormatVersion',
  'RequestParameters',
  'TimeoutInMillis',
];

export const integrationType: ResourceType = {
  type: 'AWS::ApiGatewayV2::Integration',
  properties: {
    ApiId: true,
    ConnectionType: true,
    CredentialsArn: true,
    Description: true,
    IntegrationMethod: true,
    IntegrationSubtype: true,
    IntegrationType: true,
    IntegrationUri: true,
    PayloadFormatVersion: true,
    RequestParameters: true,
    ResponseParameters: true,
    TimeoutInMillis: true,
  },

  async create(properties, context) {
    const input = { ...given(properties, ...passed), ...responseParameters(properties) };
    const integration = await context.api<CreateIntegrationResult>('apigatewayv2', 'CreateIntegration', input);
    const IntegrationId = integration.IntegrationId ?? '';
    return { physicalId: IntegrationId, attributes: { IntegrationId } };
  },

  async update(properties, _previous, state, context) {
    await context.api('apigatewayv2', 'UpdateIntegration', {
      RequestParameters: {},
      ResponseParameters: {},
      Description: '',
      ...given(properties, ...passed),
      ...responseParameters(properties),
      IntegrationId: state.physicalId,
    });
    return state;
  },

  async delete(state, { ApiId }, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteIntegration', { ApiId, IntegrationId: state.physicalId }));
  },
};

interface TemplateParameters {
  readonly ResponseParameters?: readonly { readonly Destination: string; readonly Source: string }[];
}

/** Templates list pairs of destination and source where the API has a map. */
function responseParameters(properties: Properties): Properties {
  const byStatus: Readonly<Record<string, TemplateParameters>> | undefined = properties.ResponseParameters;
  if (byStatus === undefined) return {};
  const maps = Object.entries(byStatus).map(([status, { ResponseParameters: pairs = [] }]) => [
    status,
    Object.fromEntries(pairs.map(({ Destination, Source }) => [Destination, Source])),
  ]);
  return { ResponseParameters: Object.fromEntries(maps) };
}
