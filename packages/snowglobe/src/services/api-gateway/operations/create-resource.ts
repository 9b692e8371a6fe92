import type { CreateResourceRequest, Resource } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeResource, createResource as newResource } from '../resource.ts';

export const createResource: Operation<CreateResourceRequest, Resource> = (input, call) =>
  describeResource(newResource(call, input));
