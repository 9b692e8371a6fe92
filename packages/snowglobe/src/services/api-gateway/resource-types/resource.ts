import type { Resource } from '@aws-sdk/client-api-gateway';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { call, given, unlessMissing } from './calls.ts';

export const resourceType: ResourceType = {
  type: 'AWS::ApiGateway::Resource',
  properties: { ParentId: true, PathPart: true, RestApiId: true },

  async create(properties, context) {
    const input = given(properties, 'ParentId', 'PathPart', 'RestApiId');
    const { id: ResourceId = '' } = await call<Resource>(context, 'CreateResource', input);
    return { physicalId: ResourceId, attributes: { ResourceId } };
  },

  async delete(state, { RestApiId: restApiId }, context) {
    await unlessMissing(call(context, 'DeleteResource', { restApiId, resourceId: state.physicalId }));
  },
};
