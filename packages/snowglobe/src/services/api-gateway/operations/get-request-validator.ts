import type { GetRequestValidatorRequest, RequestValidator } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { validatorOf } from '../rows.ts';

export const getRequestValidator: Operation<GetRequestValidatorRequest, RequestValidator> = (input, call) =>
  validatorOf(call, input.restApiId, input.requestValidatorId);
