import type { GetResourcesRequest, Resources } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { describeResource } from '../resource.ts';
import { partsOf } from '../rows.ts';
import { resources } from '../tables.ts';

export const getResources: Operation<GetResourcesRequest, Resources> = (input, call) =>
  pageOf(partsOf(call, resources, input.restApiId).range(), (row) => describeResource(row, input.embed), input);
