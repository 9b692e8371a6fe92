import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { configuredAddress, invokeConfiguration, putInvokeConfig } from '../event-invoke-config.ts';

export const putFunctionEventInvokeConfig: Operation<PutFunctionEventInvokeConfigRequest, FunctionEventInvokeConfig> = (
  input,
  call,
) => {
  const address = configuredAddress(input, call);
  return invokeConfiguration(putInvokeConfig(call, address, input, undefined), address.scope);
};
