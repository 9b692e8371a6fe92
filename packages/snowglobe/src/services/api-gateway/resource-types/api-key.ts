import type { ApiKey } from '@aws-sdk/client-api-gateway';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { call, given, lowered, replacement, replacements, unlessMissing } from './calls.ts';
import { applyTags, tagsIn } from './template-tags.ts';

export const apiKeyType: ResourceType = {
  type: 'AWS::ApiGateway::ApiKey',
  properties: {
    CustomerId: true,
    Description: true,
    Enabled: true,
    GenerateDistinctId: true,
    Name: true,
    StageKeys: true,
    Tags: true,
    Value: true,
  },

  async create(properties, context) {
    const { id = '' } = await call<ApiKey>(context, 'CreateApiKey', {
      name: context.physicalName(),
      ...given(properties, 'CustomerId', 'Description', 'Enabled', 'GenerateDistinctId', 'Name', 'Value'),
      ...(properties.StageKeys && { stageKeys: lowered(properties.StageKeys) }),
      tags: tagsIn(properties, context),
    });
    return { physicalId: id, attributes: { APIKeyId: id } };
  },

  async update(properties, previous, state, context) {
    const patchOperations = [
      ...replacements(properties, previous, 'CustomerId', 'Description'),
      replacement('/enabled', properties.Enabled ?? false),
    ];
    await call(context, 'UpdateApiKey', { apiKey: state.physicalId, patchOperations });
    await applyTags(`/apikeys/${state.physicalId}`, properties, previous, context);
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(call(context, 'DeleteApiKey', { apiKey: state.physicalId }));
  },
};
