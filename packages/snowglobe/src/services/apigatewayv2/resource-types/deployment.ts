import type { CreateDeploymentResponse } from '@aws-sdk/client-apigatewayv2';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { unlessMissing } from './unless-missing.ts';

export const deploymentType: ResourceType = {
  type: 'AWS::ApiGatewayV2::Deployment',
  properties: { ApiId: true, Description: true, StageName: true },

  async create(properties, context) {
    const input = given(properties, 'ApiId', 'Description', 'StageName');
    const deployment = await context.api<CreateDeploymentResponse>('apigatewayv2', 'CreateDeployment', input);
    const DeploymentId = deployment.DeploymentId ?? '';
    return { physicalId: DeploymentId, attributes: { DeploymentId } };
  },

  async update(properties, _previous, state, context) {
    const { ApiId, Description = '' } = properties;
    await context.api('apigatewayv2', 'UpdateDeployment', { ApiId, DeploymentId: state.physicalId, Description });
    return state;
  },

  async delete(state, { ApiId }, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteDeployment', { ApiId, DeploymentId: state.physicalId }));
  },
};
