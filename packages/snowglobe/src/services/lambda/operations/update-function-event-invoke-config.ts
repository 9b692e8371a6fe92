import type { FunctionEventInvokeConfig, UpdateFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import {
  configuredAddress,
  invokeConfiguration,
  putInvokeConfig,
  requireInvokeConfig,
} from '../event-invoke-config.ts';

export const updateFunctionEventInvokeConfig: Operation<
  UpdateFunctionEventInvokeConfigRequest,
  FunctionEventInvokeConfig
> = (input, call) => {
  const address = configuredAddress(input, call);
  const previous = requireInvokeConfig(call, address);
  return invokeConfiguration(putInvokeConfig(call, address, input, previous), address.scope);
};
