import type { AliasConfiguration, CreateAliasRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { aliasConfiguration, checkAlias, weightsOf } from '../alias.ts';
import { conflict } from '../errors.ts';
import { findAlias, requireFunction } from '../function.ts';
import { functionAddress, functionArn } from '../function-name.ts';
import { aliases } from '../tables.ts';

export const createAlias: Operation<CreateAliasRequest, AliasConfiguration> = (input, call) => {
  const { globe } = call;
  const { scope, name } = functionAddress(input.FunctionName ?? '', call.scope);
  const alias = input.Name ?? '';
  requireFunction(globe, { scope, name, qualifier: undefined });
  if (findAlias(globe, scope, name, alias)) {
    throw conflict(`Alias already exists: ${functionArn({ scope, name, qualifier: alias })}`);
  }
  const row = checkAlias(globe, scope, {
    functionName: name,
    name: alias,
    version: input.FunctionVersion ?? '',
    description: input.Description ?? '',
    additionalWeights: weightsOf(input.RoutingConfig),
    revisionId: globe.random.uuid(),
  });
  globe.store.collection(aliases, scope).put(row);
  return aliasConfiguration(row, scope);
};
