import type { Method, UpdateMethodRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { checkedMethod, methodPatches } from '../method.ts';
import { patched } from '../patch.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const updateMethod: Operation<UpdateMethodRequest, Method> = (input, call) => {
  const method = patched(methodOf(call, input), input.patchOperations, methodPatches);
  return putMethodRow(call, input, checkedMethod(call, input.restApiId, method));
};
