import type { Integration, UpdateIntegrationRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchIntegration } from '../errors.ts';
import { checkedIntegration, integrationPatches } from '../integration.ts';
import { patched } from '../patch.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const updateIntegration: Operation<UpdateIntegrationRequest, Integration> = (input, call) => {
  const method = methodOf(call, input);
  if (!method.methodIntegration) throw noSuchIntegration();
  const changed = patched(method.methodIntegration, input.patchOperations, integrationPatches);
  const methodIntegration = checkedIntegration(changed, method);
  putMethodRow(call, input, { ...method, methodIntegration });
  return methodIntegration;
};
