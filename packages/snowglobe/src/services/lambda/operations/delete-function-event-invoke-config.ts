import type { DeleteFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { configuredAddress, requireInvokeConfig } from '../event-invoke-config.ts';
import { eventInvokeConfigs } from '../tables.ts';

export const deleteFunctionEventInvokeConfig: Operation<DeleteFunctionEventInvokeConfigRequest, object> = (
  input,
  call,
) => {
  const address = configuredAddress(input, call);
  const row = requireInvokeConfig(call, address);
  call.globe.store.collection(eventInvokeConfigs, address.scope).delete(eventInvokeConfigs.key(row));
  return {};
};
