import type { DeleteFunctionUrlConfigRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireUrl, urlAddress } from '../function-url.ts';
import { functionUrls } from '../tables.ts';

export const deleteFunctionUrlConfig: Operation<DeleteFunctionUrlConfigRequest, object> = (input, call) => {
  const address = urlAddress(input, call);
  const row = requireUrl(call, address);
  call.globe.store.collection(functionUrls, address.scope).delete(functionUrls.key(row));
  return {};
};
