import type { GetAccountSettingsRequest, GetAccountSettingsResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { reservedTotal } from '../concurrency.ts';
import { limits } from '../limits.ts';
import { functions, versions } from '../tables.ts';

export const getAccountSettings: Operation<GetAccountSettingsRequest, GetAccountSettingsResponse> = (_input, call) => {
  const { store } = call.globe;
  let codeBytes = 0;
  for (const row of store.collection(versions, call.scope).range()) codeBytes += row.codeBytes;
  return {
    AccountLimit: {
      TotalCodeSize: limits.codeStorageBytes,
      CodeSizeUnzipped: limits.unzippedBytes,
      CodeSizeZipped: limits.zipBytes,
      ConcurrentExecutions: limits.accountConcurrency,
      UnreservedConcurrentExecutions: limits.accountConcurrency - reservedTotal(call.globe, call.scope),
    },
    AccountUsage: { TotalCodeSize: codeBytes, FunctionCount: store.collection(functions, call.scope).size },
  };
};
