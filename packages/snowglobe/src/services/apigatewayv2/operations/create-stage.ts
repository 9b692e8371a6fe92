import type { CreateStageRequest, CreateStageResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { stageTaken } from '../errors.ts';
import { apiOf, rowsOf, stageOf } from '../rows.ts';
import { checkedStageName, describeStage, stageFrom } from '../stage.ts';
import { routes, stages } from '../tables.ts';

export const createStage: Operation<CreateStageRequest, CreateStageResponse> = (input, call) => {
  const { apiId } = apiOf(call, input.ApiId);
  const stageName = checkedStageName(input.StageName);
  const rows = rowsOf(call, stages, apiId);
  if (rows.has(stageName)) throw stageTaken();
  const now = call.globe.clock.now();
  const empty = {
    stageName,
    createdAt: now,
    updatedAt: now,
    autoDeploy: false,
    variables: {},
    defaultRouteSettings: {},
    routeSettings: {},
    tags: input.Tags ?? {},
  };
  rows.put(stageFrom(call, apiId, input, empty));
  if (input.AutoDeploy && rowsOf(call, routes, apiId).size > 0) deployAutomatically(call, apiId);
  return describeStage(stageOf(call, apiId, stageName));
};
