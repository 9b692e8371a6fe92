import type { UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { corsOf, refuseAuthType, requireUrl, urlAddress, urlConfiguration } from '../function-url.ts';
import { functionUrls } from '../tables.ts';

export const updateFunctionUrlConfig: Operation<UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse> = (
  input,
  call,
) => {
  const address = urlAddress(input, call);
  refuseAuthType(input.AuthType);
  const current = requireUrl(call, address);
  const row = {
    ...current,
    cors: input.Cors === undefined ? current.cors : corsOf(input.Cors),
    invokeMode: input.InvokeMode ?? current.invokeMode,
    lastModifiedAt: call.globe.clock.now(),
  };
  call.globe.store.collection(functionUrls, address.scope).put(row);
  return urlConfiguration(call.globe, row, address.scope);
};
