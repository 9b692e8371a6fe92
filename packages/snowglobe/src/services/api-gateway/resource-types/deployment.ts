import type { Deployment, Stage } from '@aws-sdk/client-api-gateway';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { call, given, replacements, unlessMissing } from './calls.ts';
import { settingPatches, stageSettings } from './stage-settings.ts';

export const deploymentType: ResourceType = {
  type: 'AWS::ApiGateway::Deployment',
  properties: {
    DeploymentCanarySettings: true,
    Description: true,
    RestApiId: true,
    StageDescription: { ...stageSettings, Description: true },
    StageName: true,
  },

  async create(properties, context) {
    const { StageDescription: stage = {}, StageName: stageName, RestApiId: restApiId } = properties;
    const { id: DeploymentId = '' } = await call<Deployment>(context, 'CreateDeployment', {
      ...given(properties, 'Description', 'RestApiId', 'StageName'),
      ...given(stage, 'TracingEnabled', 'Variables'),
      ...(properties.DeploymentCanarySettings && { canarySettings: canaryIn(properties.DeploymentCanarySettings) }),
      ...(stage.Description !== undefined && { stageDescription: stage.Description }),
    });
    const patchOperations = settingPatches(stage, {});
    if (stageName && patchOperations.length > 0) {
      await call(context, 'UpdateStage', { restApiId, stageName, patchOperations });
    }
    return { physicalId: DeploymentId, attributes: { DeploymentId } };
  },

  async update(properties, previous, state, context) {
    const { RestApiId: restApiId, StageName: stageName } = properties;
    const patchOperations = replacements(properties, previous, 'Description');
    await call(context, 'UpdateDeployment', { restApiId, deploymentId: state.physicalId, patchOperations });
    const ofStage = settingPatches(properties.StageDescription ?? {}, previous.StageDescription ?? {});
    if (stageName && ofStage.length > 0) {
      await call(context, 'UpdateStage', { restApiId, stageName, patchOperations: ofStage });
    }
    return state;
  },

  async delete(state, properties, context) {
    await deleteOwnStage(state.physicalId, properties, context);
    const { RestApiId: restApiId } = properties;
    await unlessMissing(call(context, 'DeleteDeployment', { restApiId, deploymentId: state.physicalId }));
  },
};

/** The names of variables stay as they are. */
function canaryIn({ StageVariableOverrides, ...settings }: Properties): Properties {
  const overrides: unknown = StageVariableOverrides;
  return {
    ...given(settings, 'PercentTraffic', 'UseStageCache'),
    ...(overrides !== undefined && { stageVariableOverrides: overrides }),
  };
}

/** A stage that the deployment made goes with it, unless another deployment has it by now. */
async function deleteOwnStage(
  deploymentId: string,
  { RestApiId: restApiId, StageName: stageName }: Properties,
  context: ResourceContext,
): Promise<void> {
  if (!stageName) return;
  try {
    const stage = await call<Stage>(context, 'GetStage', { restApiId, stageName });
    if (stage.deploymentId === deploymentId) await call(context, 'DeleteStage', { restApiId, stageName });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === 'NotFoundException')) throw error;
  }
}
