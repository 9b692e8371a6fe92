import type { ListFunctionsRequest, ListFunctionsResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { latest } from '../function.ts';
import { functionConfiguration } from '../function-configuration.ts';
import { page } from '../page.ts';
import { versions } from '../tables.ts';

export const listFunctions: Operation<ListFunctionsRequest, ListFunctionsResponse> = (input, call) => {
  const rows = [...call.globe.store.collection(versions, call.scope).range()];
  const shown = input.FunctionVersion === 'ALL' ? rows : rows.filter((row) => row.version === latest);
  const { items, ...more } = page(shown, input);
  const qualified = input.FunctionVersion === 'ALL';
  return { Functions: items.map((row) => functionConfiguration(row, call.scope, { qualified })), ...more };
};
