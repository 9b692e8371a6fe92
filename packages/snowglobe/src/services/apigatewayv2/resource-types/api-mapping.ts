import type { CreateApiMappingResponse } from '@aws-sdk/client-apigatewayv2';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { unlessMissing } from './unless-missing.ts';

export const apiMappingType: ResourceType = {
  type: 'AWS::ApiGatewayV2::ApiMapping',
  properties: { ApiId: true, ApiMappingKey: true, DomainName: true, Stage: true },

  async create(properties, context) {
    const input = given(properties, 'ApiId', 'ApiMappingKey', 'DomainName', 'Stage');
    const mapping = await context.api<CreateApiMappingResponse>('apigatewayv2', 'CreateApiMapping', input);
    const ApiMappingId = mapping.ApiMappingId ?? '';
    return { physicalId: ApiMappingId, attributes: { ApiMappingId } };
  },

  async update(properties, _previous, state, context) {
    const input = given(properties, 'ApiId', 'DomainName', 'Stage');
    const ApiMappingKey: string = properties.ApiMappingKey ?? '';
    await context.api('apigatewayv2', 'UpdateApiMapping', { ...input, ApiMappingKey, ApiMappingId: state.physicalId });
    return state;
  },

  async delete(state, { DomainName }, context) {
    const ApiMappingId = state.physicalId;
    await unlessMissing(context.api('apigatewayv2', 'DeleteApiMapping', { DomainName, ApiMappingId }));
  },
};
