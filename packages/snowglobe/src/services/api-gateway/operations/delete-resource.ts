import type { DeleteResourceRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { deleteResource as removeResource } from '../resource.ts';
import { resourceOf } from '../rows.ts';

export const deleteResource: Operation<DeleteResourceRequest, object> = (input, call) => {
  removeResource(call, input.restApiId, resourceOf(call, input.restApiId, input.resourceId));
  return {};
};
