import type { CreateRequestValidatorRequest, RequestValidator } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { newId, partsOf } from '../rows.ts';
import { validators } from '../tables.ts';

export const createRequestValidator: Operation<CreateRequestValidatorRequest, RequestValidator> = (input, call) => {
  const { restApiId, ...given } = input;
  const id = newId(call.globe, 6);
  const validator = { validateRequestBody: false, validateRequestParameters: false, ...given, id };
  partsOf(call, validators, restApiId).put(validator);
  return validator;
};
