import type { BasePathMapping, UpdateBasePathMappingRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { basePathMappingOf, putBasePathMapping } from '../domain-name.ts';
import { type PatchRules, patched, text } from '../patch.ts';

/** AWS writes the API's id with another case here than elsewhere. */
const patches: PatchRules = {
  '/basePath': text('basePath'),
  '/restapiId': text('restApiId'),
  '/restApiId': text('restApiId'),
  '/stage': text('stage'),
};

export const updateBasePathMapping: Operation<UpdateBasePathMappingRequest, BasePathMapping> = (input, call) => {
  const before = basePathMappingOf(call, input.domainName, input.basePath);
  return putBasePathMapping(call, input.domainName, patched(before, input.patchOperations, patches), before);
};
