import type { ResetAuthorizersCacheRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { forgetCached } from '../../execute-api/authorizer-cache.ts';
import { stageOf } from '../rows.ts';

export const resetAuthorizersCache: Operation<ResetAuthorizersCacheRequest, object> = (input, call) => {
  const { stageName } = stageOf(call, input.ApiId, input.StageName);
  forgetCached(call.globe, `${input.ApiId}/${stageName}/`);
  return {};
};
