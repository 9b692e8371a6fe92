import type { DeleteStageRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { rowsOf, stageOf } from '../rows.ts';
import { stages } from '../tables.ts';

export const deleteStage: Operation<DeleteStageRequest, object> = (input, call) => {
  const { stageName } = stageOf(call, input.restApiId, input.stageName);
  rowsOf(call, stages, input.restApiId).delete(stageName);
  return {};
};
