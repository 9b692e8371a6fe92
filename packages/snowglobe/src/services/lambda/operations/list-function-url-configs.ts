import type { ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { urlConfiguration } from '../function-url.ts';
import { page } from '../page.ts';
import { functionUrls } from '../tables.ts';

export const listFunctionUrlConfigs: Operation<ListFunctionUrlConfigsRequest, ListFunctionUrlConfigsResponse> = (
  input,
  call,
) => {
  const { scope, name } = functionAddress(input.FunctionName ?? '', call.scope);
  requireFunction(call.globe, { scope, name, qualifier: undefined });
  const rows = [...call.globe.store.collection(functionUrls, scope).range({ prefix: `${name}:` })];
  const { items, ...more } = page(rows, input);
  return { FunctionUrlConfigs: items.map((row) => urlConfiguration(call.globe, row, scope)), ...more };
};
