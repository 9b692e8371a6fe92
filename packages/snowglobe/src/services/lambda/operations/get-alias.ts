import type { AliasConfiguration, GetAliasRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { aliasConfiguration } from '../alias.ts';
import { requireAlias } from '../function.ts';
import { functionAddress } from '../function-name.ts';

export const getAlias: Operation<GetAliasRequest, AliasConfiguration> = (input, call) => {
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  return aliasConfiguration(requireAlias(call.globe, address, input.Name ?? ''), address.scope);
};
