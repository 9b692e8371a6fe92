import type { GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';

export const getFunctionConcurrency: Operation<GetFunctionConcurrencyRequest, GetFunctionConcurrencyResponse> = (
  input,
  call,
) => {
  const { reservedConcurrency } = requireFunction(call.globe, functionAddress(input.FunctionName ?? '', call.scope));
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
};
