import type { GetResourceRequest, Resource } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeResource } from '../resource.ts';
import { resourceOf } from '../rows.ts';

export const getResource: Operation<GetResourceRequest, Resource> = (input, call) =>
  describeResource(resourceOf(call, input.restApiId, input.resourceId), input.embed);
