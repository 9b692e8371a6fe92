import type { AliasConfiguration, UpdateAliasRequest } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { aliasConfiguration, checkAlias, weightsOf } from '../alias.ts';
import { preconditionFailed } from '../errors.ts';
import { requireAlias } from '../function.ts';
import { functionAddress } from '../function-name.ts';
import { aliases } from '../tables.ts';

export const updateAlias: Operation<UpdateAliasRequest, AliasConfiguration> = (input, call) => {
  const { globe } = call;
  const address = functionAddress(input.FunctionName ?? '', call.scope);
  const current = requireAlias(globe, address, input.Name ?? '');
  if (input.RevisionId !== undefined && input.RevisionId !== current.revisionId) {
    throw preconditionFailed('GetFunction/GetAlias');
  }
  const row = checkAlias(globe, address.scope, {
    ...current,
    version: input.FunctionVersion ?? current.version,
    description: input.Description ?? current.description,
    additionalWeights: input.RoutingConfig === undefined ? current.additionalWeights : weightsOf(input.RoutingConfig),
    revisionId: globe.random.uuid(),
  });
  globe.store.collection(aliases, address.scope).put(row);
  return aliasConfiguration(row, address.scope);
};
