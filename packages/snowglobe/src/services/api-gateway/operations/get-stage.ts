import type { GetStageRequest, Stage } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { stageOf } from '../rows.ts';

export const getStage: Operation<GetStageRequest, Stage> = (input, call) =>
  stageOf(call, input.restApiId, input.stageName);
