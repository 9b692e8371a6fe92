import type { FlushStageCacheRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { stageOf } from '../rows.ts';
import { flushCache } from '../stage-cache.ts';

export const flushStageCache: Operation<FlushStageCacheRequest, object> = (input, call) => {
  flushCache(call, input.restApiId ?? '', stageOf(call, input.restApiId, input.stageName));
  return {};
};
