import type { RequestValidator, UpdateRequestValidatorRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { validatorPatches } from '../model.ts';
import { patched } from '../patch.ts';
import { rowsOf, validatorOf } from '../rows.ts';
import { validators } from '../tables.ts';

export const updateRequestValidator: Operation<UpdateRequestValidatorRequest, RequestValidator> = (input, call) => {
  const before = validatorOf(call, input.restApiId, input.requestValidatorId);
  const validator = patched(before, input.patchOperations, validatorPatches);
  rowsOf(call, validators, input.restApiId).put(validator);
  return validator;
};
