import { deployAutomatically } from './deployment.ts';
import { integrationFrom } from './integration.ts';
import { checkedRouteKey } from './route.ts';
import { newId, type Place, rowsOf } from './rows.ts';
import { integrations, routes, stages } from './tables.ts';

interface QuickCreate {
  readonly Target?: string | undefined;
  readonly RouteKey?: string | undefined;
  readonly CredentialsArn?: string | undefined;
}

/** With a target, a new API gets an integration, a route and a `$default` stage at once. */
export function quickCreate(place: Place, apiId: string, { Target, RouteKey, CredentialsArn }: QuickCreate): void {
  if (Target === undefined) return;
  const toFunction = Target.startsWith('arn:');
  const integration = integrationFrom(newId(place.globe, 7), {
    IntegrationType: toFunction ? 'AWS_PROXY' : 'HTTP_PROXY',
    IntegrationUri: Target,
    PayloadFormatVersion: toFunction ? '2.0' : '1.0',
    ...(!toFunction && { IntegrationMethod: 'ANY' }),
    ...(CredentialsArn !== undefined && { CredentialsArn }),
  });
  rowsOf(place, integrations, apiId).put(integration);
  rowsOf(place, routes, apiId).put({
    routeId: newId(place.globe, 7),
    routeKey: checkedRouteKey(RouteKey ?? '$default'),
    target: `integrations/${integration.integrationId}`,
  });
  const now = place.globe.clock.now();
  rowsOf(place, stages, apiId).put({
    stageName: '$default',
    createdAt: now,
    updatedAt: now,
    autoDeploy: true,
    variables: {},
    defaultRouteSettings: {},
    routeSettings: {},
    tags: {},
  });
  deployAutomatically(place, apiId);
}
