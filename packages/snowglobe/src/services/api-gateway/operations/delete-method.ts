import type { DeleteMethodRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const deleteMethod: Operation<DeleteMethodRequest, object> = (input, call) => {
  methodOf(call, input);
  putMethodRow(call, input, undefined);
  return {};
};
