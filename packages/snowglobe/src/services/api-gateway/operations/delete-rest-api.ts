import type { DeleteRestApiRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { deleteApi } from '../api.ts';
import { apiOf } from '../rows.ts';

export const deleteRestApi: Operation<DeleteRestApiRequest, object> = (input, call) => {
  deleteApi(call, apiOf(call, input.restApiId));
  return {};
};
