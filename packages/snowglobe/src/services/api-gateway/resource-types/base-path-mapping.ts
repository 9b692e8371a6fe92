import type { BasePathMapping } from '@aws-sdk/client-api-gateway';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { call, given, replacement, unlessMissing } from './calls.ts';

export const basePathMappingType: ResourceType = {
  type: 'AWS::ApiGateway::BasePathMapping',
  properties: { BasePath: true, DomainName: true, RestApiId: true, Stage: true },

  async create(properties, context) {
    const input = given(properties, 'BasePath', 'DomainName', 'RestApiId', 'Stage');
    const { basePath = '' } = await call<BasePathMapping>(context, 'CreateBasePathMapping', input);
    return { physicalId: `${properties.DomainName}|${basePath}`, attributes: {} };
  },

  async update(properties, _previous, state, context) {
    const patchOperations = [
      replacement('/restapiId', properties.RestApiId),
      replacement('/stage', properties.Stage ?? ''),
    ];
    await call(context, 'UpdateBasePathMapping', { ...addressIn(state.physicalId), patchOperations });
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(call(context, 'DeleteBasePathMapping', addressIn(state.physicalId)));
  },
};

function addressIn(physicalId: string): { readonly domainName: string; readonly basePath: string } {
  const [domainName = '', basePath = ''] = physicalId.split('|');
  return { domainName, basePath };
}
