import type {
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
} from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { invokeConfiguration } from '../event-invoke-config.ts';
import { requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { page } from '../page.ts';
import { eventInvokeConfigs } from '../tables.ts';

export const listFunctionEventInvokeConfigs: Operation<
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse
> = (input, call) => {
  const { scope, name } = functionAddress(input.FunctionName ?? '', call.scope);
  requireFunction(call.globe, { scope, name, qualifier: undefined });
  const rows = [...call.globe.store.collection(eventInvokeConfigs, scope).range({ prefix: `${name}:` })];
  const { items, ...more } = page(rows, input);
  return { FunctionEventInvokeConfigs: items.map((row) => invokeConfiguration(row, scope)), ...more };
};
