import type { DeleteModelRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { modelOf, rowsOf } from '../rows.ts';
import { models } from '../tables.ts';

export const deleteModel: Operation<DeleteModelRequest, object> = (input, call) => {
  const { name } = modelOf(call, input.restApiId, input.modelName);
  rowsOf(call, models, input.restApiId).delete(name);
  return {};
};
