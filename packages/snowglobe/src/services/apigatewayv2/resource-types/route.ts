import type { CreateRouteResult } from '@aws-sdk/client-apigatewayv2';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { given } from './given.ts';
import { unlessMissing } from './unless-missing.ts';

const passed = [
  'ApiId',
  'ApiKeyRequired',
  'AuthorizationScopes',
  'AuthorizationType',
  'AuthorizerId',
  'OperationName',
  'RouteKey',
  'Target',
] as const;

export const routeType: ResourceType = {
  type: 'AWS::ApiGatewayV2::Route',
  properties: {
    ApiId: true,
    ApiKeyRequired: true,
    AuthorizationScopes: true,
    AuthorizationType: true,
    AuthorizerId: true,
    OperationName: true,
    RouteKey: true,
    Target: true,
  },

  async create(properties, context) {
    const route = await context.api<CreateRouteResult>('apigatewayv2', 'CreateRoute', given(properties, ...passed));
    const RouteId = route.RouteId ?? '';
    return { physicalId: RouteId, attributes: { RouteId } };
  },

  async update(properties, _previous, state, context) {
    // What the template no longer says is no longer so.
    const open = { AuthorizationType: 'NONE', AuthorizationScopes: [] };
    const input = { ...open, ...given(properties, ...passed), RouteId: state.physicalId };
    await context.api('apigatewayv2', 'UpdateRoute', input);
    return state;
  },

  async delete(state, { ApiId }, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteRoute', { ApiId, RouteId: state.physicalId }));
  },
};
