import type { DeleteRequestValidatorRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { rowsOf, validatorOf } from '../rows.ts';
import { validators } from '../tables.ts';

export const deleteRequestValidator: Operation<DeleteRequestValidatorRequest, object> = (input, call) => {
  const { id } = validatorOf(call, input.restApiId, input.requestValidatorId);
  rowsOf(call, validators, input.restApiId).delete(id);
  return {};
};
