import type { GetStageRequest, GetStageResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { stageOf } from '../rows.ts';
import { describeStage } from '../stage.ts';

export const getStage: Operation<GetStageRequest, GetStageResponse> = (input, call) => {
  return describeStage(stageOf(call, input.ApiId, input.StageName));
};
