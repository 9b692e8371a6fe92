import type { ResourceType } from '../../../contract/resource-type.ts';
import { call, given, replacements, unlessMissing } from './calls.ts';
import { settingPatches, stageSettings } from './stage-settings.ts';
import { applyTags, tagsIn } from './template-tags.ts';

export const stageType: ResourceType = {
  type: 'AWS::ApiGateway::Stage',
  properties: { ...stageSettings, DeploymentId: true, Description: true, RestApiId: true, StageName: true, Tags: true },

  async create(properties, context) {
    const { RestApiId: restApiId, StageName: stageName } = properties;
    const { Variables: variables, ...settings } = properties;
    await call(context, 'CreateStage', {
      ...given(properties, 'DeploymentId', 'Description', 'RestApiId', 'StageName', 'TracingEnabled'),
      ...given(properties, 'CacheClusterEnabled', 'CacheClusterSize', 'DocumentationVersion'),
      ...(variables && { variables }),
      tags: tagsIn(properties, context),
    });
    const patchOperations = settingPatches(settings, settings);
    if (patchOperations.length > 0) await call(context, 'UpdateStage', { restApiId, stageName, patchOperations });
    return { physicalId: stageName, attributes: {} };
  },

  async update(properties, previous, state, context) {
    const { RestApiId: restApiId, StageName: stageName } = properties;
    const patchOperations = [
      ...replacements(properties, previous, 'DeploymentId'),
      ...settingPatches(properties, previous),
    ];
    await call(context, 'UpdateStage', { restApiId, stageName, patchOperations });
    await applyTags(`/restapis/${restApiId}/stages/${stageName}`, properties, previous, context);
    return state;
  },

  async delete(state, { RestApiId: restApiId }, context) {
    await unlessMissing(call(context, 'DeleteStage', { restApiId, stageName: state.physicalId }));
  },
};
