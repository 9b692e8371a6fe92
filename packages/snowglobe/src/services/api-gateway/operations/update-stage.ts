import type { Stage, UpdateStageRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { stageOf } from '../rows.ts';
import { updateStage as changeStage } from '../stage.ts';

export const updateStage: Operation<UpdateStageRequest, Stage> = (input, call) => {
  const before = stageOf(call, input.restApiId, input.stageName);
  return changeStage(call, input.restApiId, before, input.patchOperations);
};
