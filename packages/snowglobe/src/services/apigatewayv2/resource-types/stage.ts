import type { Properties, ResourceContext, ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { applyTags, tagsIn } from './template-tags.ts';
import { unlessMissing } from './unless-missing.ts';

const passed = [
  'AccessLogSettings',
  'ApiId',
  'AutoDeploy',
  'DefaultRouteSettings',
  'DeploymentId',
  'Description',
  'RouteSettings',
  'StageName',
  'StageVariables',
];

export const stageType: ResourceType = {
  type: 'AWS::ApiGatewayV2::Stage',
  properties: {
    AccessLogSettings: true,
    ApiId: true,
    AutoDeploy: true,
    DefaultRouteSettings: {
      DetailedMetricsEnabled: { accepted: 'the globe keeps no metrics of APIs' },
      ThrottlingBurstLimit: true,
      ThrottlingRateLimit: true,
    },
    DeploymentId: true,
    Description: true,
    RouteSettings: true,
    StageName: true,
    StageVariables: true,
    Tags: true,
  },

  async create(properties, context) {
    const input = { ...given(properties, ...passed), Tags: tagsIn(properties, context) };
    await context.api('apigatewayv2', 'CreateStage', input);
    return { physicalId: properties.StageName, attributes: {} };
  },

  async update(properties, previous, state, context) {
    await takeAway(properties, previous, context);
    const changed = passed.filter((name) => name !== 'DeploymentId' || properties[name] !== previous[name]);
    await context.api('apigatewayv2', 'UpdateStage', {
      ...given(properties, ...changed),
      StageVariables: { ...emptied(previous.StageVariables), ...properties.StageVariables },
      Description: properties.Description ?? '',
    });
    await applyTags(`/apis/${properties.ApiId}/stages/${state.physicalId}`, properties, previous, context);
    return state;
  },

  async delete(state, { ApiId }, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteStage', { ApiId, StageName: state.physicalId }));
  },
};

/** An update only adds; what the template no longer has goes by calls of its own. */
async function takeAway(properties: Properties, previous: Properties, context: ResourceContext): Promise<void> {
  const { ApiId, StageName } = properties;
  if (properties.AccessLogSettings === undefined && previous.AccessLogSettings !== undefined) {
    await context.api('apigatewayv2', 'DeleteAccessLogSettings', { ApiId, StageName });
  }
  for (const RouteKey of Object.keys(previous.RouteSettings ?? {})) {
    if (RouteKey in (properties.RouteSettings ?? {})) continue;
    await unlessMissing(context.api('apigatewayv2', 'DeleteRouteSettings', { ApiId, StageName, RouteKey }));
  }
}

/** An empty value takes a stage variable away. */
function emptied(variables: Properties = {}): Properties {
  return Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
}
