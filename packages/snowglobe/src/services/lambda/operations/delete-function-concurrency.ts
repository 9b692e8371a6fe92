import type { DeleteFunctionConcurrencyRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { functions } from '../tables.ts';

export const deleteFunctionConcurrency: Operation<DeleteFunctionConcurrencyRequest, object> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  const { reservedConcurrency: _given, ...row } = requireFunction(call.globe, address);
  call.globe.store.collection(functions, address.scope).put(row);
  return {};
};
