import type { ResourceType } from '../../../contract/resource-type.ts';
import { call, given, unlessMissing } from './calls.ts';

export const usagePlanKeyType: ResourceType = {
  type: 'AWS::ApiGateway::UsagePlanKey',
  properties: { KeyId: true, KeyType: true, UsagePlanId: true },

  async create(properties, context) {
    await call(context, 'CreateUsagePlanKey', given(properties, 'KeyId', 'KeyType', 'UsagePlanId'));
    const Id = `${properties.KeyId}:${properties.UsagePlanId}`;
    return { physicalId: Id, attributes: { Id } };
  },

  async delete(_state, properties, context) {
    await unlessMissing(call(context, 'DeleteUsagePlanKey', given(properties, 'KeyId', 'UsagePlanId')));
  },
};
