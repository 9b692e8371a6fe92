import type { RestApi, UpdateRestApiRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi, updateApi } from '../api.ts';
import { apiOf } from '../rows.ts';

export const updateRestApi: Operation<UpdateRestApiRequest, RestApi> = (input, call) =>
  describeApi(updateApi(call, apiOf(call, input.restApiId), input.patchOperations));
