import type { FunctionEventInvokeConfig, GetFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { configuredAddress, invokeConfiguration, requireInvokeConfig } from '../event-invoke-config.ts';

export const getFunctionEventInvokeConfig: Operation<GetFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (
  input,
  call,
) => {
  const address = configuredAddress(input, call);
  return invokeConfiguration(requireInvokeConfig(call, address), address.scope);
};
