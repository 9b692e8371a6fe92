import type { DeleteRouteSettingsRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { rowsOf, stageOf } from '../rows.ts';
import { stages } from '../tables.ts';

export const deleteRouteSettings: Operation<DeleteRouteSettingsRequest, object> = (input, call) => {
  const stage = stageOf(call, input.ApiId, input.StageName);
  const kept = Object.entries(stage.routeSettings).filter(([routeKey]) => routeKey !== input.RouteKey);
  rowsOf(call, stages, input.ApiId).put({ ...stage, routeSettings: Object.fromEntries(kept) });
  return {};
};
