import type { CreateApiResponse } from '@aws-sdk/client-apigatewayv2';
import { formatArn } from '../../../contract/arn.ts';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { applyTags, tagsIn } from './template-tags.ts';
import { unlessMissing } from './unless-missing.ts';

const changeable = ['Name', 'CorsConfiguration', 'DisableExecuteApiEndpoint', 'IpAddressType'] as const;

export const apiType: ResourceType = {
  type: 'AWS::ApiGatewayV2::Api',
  properties: {
    ApiKeySelectionExpression: true,
    CorsConfiguration: true,
    CredentialsArn: true,
    Description: true,
    DisableExecuteApiEndpoint: true,
    IpAddressType: true,
    Name: true,
    ProtocolType: true,
    RouteKey: true,
    RouteSelectionExpression: true,
    Tags: true,
    Target: true,
    Version: true,
  },

  async create(properties, context) {
    const api = await context.api<CreateApiResponse>('apigatewayv2', 'CreateApi', {
      ...given(properties, ...changeable, 'ApiKeySelectionExpression', 'CredentialsArn', 'Description', 'ProtocolType'),
      ...given(properties, 'RouteKey', 'RouteSelectionExpression', 'Target', 'Version'),
      Tags: tagsIn(properties, context),
    });
    const { ApiId = '', ApiEndpoint } = api;
    const ExecuteApiArn = formatArn('execute-api', context.scope, ApiId);
    return { physicalId: ApiId, attributes: { ApiId, ApiEndpoint, ExecuteApiArn } };
  },

  async update(properties, previous, state, context) {
    const ApiId = state.physicalId;
    await context.api('apigatewayv2', 'UpdateApi', {
      ApiId,
      ...given(properties, ...changeable, 'Target', 'RouteKey'),
      Description: properties.Description ?? '',
      Version: properties.Version ?? '',
    });
    if (properties.CorsConfiguration === undefined && previous.CorsConfiguration !== undefined) {
      await context.api('apigatewayv2', 'DeleteCorsConfiguration', { ApiId });
    }
    await applyTags(`/apis/${ApiId}`, properties, previous, context);
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteApi', { ApiId: state.physicalId }));
  },
};
