import type { Resource, UpdateResourceRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { moveResource } from '../move-resource.ts';
import { describeResource } from '../resource.ts';
import { resourceOf } from '../rows.ts';

export const updateResource: Operation<UpdateResourceRequest, Resource> = (input, call) => {
  const before = resourceOf(call, input.restApiId, input.resourceId);
  return describeResource(moveResource(call, input.restApiId, before, input.patchOperations));
};
