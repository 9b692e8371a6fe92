import type { UpdateStageRequest, UpdateStageResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { deployAutomatically } from '../deployment.ts';
import { rowsOf, stageOf } from '../rows.ts';
import { describeStage, refuseDeploymentWhileAutomatic, stageFrom } from '../stage.ts';
import { stages } from '../tables.ts';

export const updateStage: Operation<UpdateStageRequest, UpdateStageResponse> = (input, call) => {
  const apiId = input.ApiId ?? '';
  const before = stageOf(call, apiId, input.StageName);
  refuseDeploymentWhileAutomatic(input, before);
  const stage = stageFrom(call, apiId, input, before);
  rowsOf(call, stages, apiId).put(stage);
  if (stage.autoDeploy && !before.autoDeploy) deployAutomatically(call, apiId);
  return describeStage(stageOf(call, apiId, stage.stageName));
};
