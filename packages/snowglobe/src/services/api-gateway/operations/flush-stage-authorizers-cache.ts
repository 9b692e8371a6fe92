import type { FlushStageAuthorizersCacheRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { forgetCached } from '../../execute-api/authorizer-cache.ts';
import { stageOf } from '../rows.ts';

export const flushStageAuthorizersCache: Operation<FlushStageAuthorizersCacheRequest, object> = (input, call) => {
  const { stageName } = stageOf(call, input.restApiId, input.stageName);
  forgetCached(call.globe, `${input.restApiId}/${stageName}/`);
  return {};
};
