import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { requireFunction, versionsOf } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { functionAddress } from '../function-name.ts';
import { page } from '../page.ts';

export const listVersionsByFunction: Operation<ListVersionsByFunctionRequest, ListVersionsByFunctionResponse> = (
  input,
  call,
) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  requireFunction(call.globe, address);
  const { items, ...more } = page(versionsOf(call.globe, address.scope, address.name), input);
  return {
    Versions: items.map((row) => functionConfiguration(row, address.scope, { qualified: true })),
    ...more,
  };
};
