import type { ListAliasesRequest, ListAliasesResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { aliasConfiguration } from '../alias.ts';
import { aliasesOf, requireFunction } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { page } from '../page.ts';

export const listAliases: Operation<ListAliasesRequest, ListAliasesResponse> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  requireFunction(call.globe, address);
  const version = input.FunctionVersion;
  const rows = aliasesOf(call.globe, address.scope, address.name);
  const pointing = rows.filter(
    (row) => version === undefined || row.version === version || version in row.additionalWeights,
  );
  const { items, ...more } = page(pointing, input);
  return { Aliases: items.map((row) => aliasConfiguration(row, address.scope)), ...more };
};
