import type { Concurrency, PutFunctionConcurrencyRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { reservedTotal } from '../concurrency.ts';
import { invalidParameter } from '../errors.ts';
import { requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { limits } from '../limits.ts';
import { functions } from '../tables.ts';

export const putFunctionConcurrency: Operation<PutFunctionConcurrencyRequest, Concurrency> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  const row = requireFunction(call.globe, address);
  const wanted = input.ReservedConcurrentExecutions ?? 0;
  const others = reservedTotal(call.globe, address.scope) - (row.reservedConcurrency ?? 0);
  if (limits.accountConcurrency - others - wanted < limits.unreservedConcurrency) {
    throw invalidParameter(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${limits.unreservedConcurrency}].`,
    );
  }
  call.globe.store.collection(functions, address.scope).put({ ...row, reservedConcurrency: wanted });
  return { ReservedConcurrentExecutions: wanted };
};
