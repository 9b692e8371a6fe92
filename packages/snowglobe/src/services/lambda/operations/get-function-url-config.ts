import type { GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireUrl, urlAddress, urlConfiguration } from '../function-url.ts';

export const getFunctionUrlConfig: Operation<GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse> = (
  input,
  call,
) => {
  const address = urlAddress(input, call);
  return urlConfiguration(call.globe, requireUrl(call, address), address.scope);
};
