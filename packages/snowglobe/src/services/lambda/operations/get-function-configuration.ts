import type { FunctionConfiguration, GetFunctionConfigurationRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireVersion } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { functionAddress } from '../function-name.ts';

export const getFunctionConfiguration: Operation<GetFunctionConfigurationRequest, FunctionConfiguration> = (
  input,
  call,
) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope, input.Qualifier);
  const qualified = address.qualifier !== undefined;
  return functionConfiguration(requireVersion(call.globe, address), address.scope, { qualified });
};
