import type { CreateStageRequest, Stage } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createStage as newStage } from '../stage.ts';

export const createStage: Operation<CreateStageRequest, Stage> = (input, call) => newStage(call, input);
