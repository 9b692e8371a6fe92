import type { GetRequestValidatorsRequest, RequestValidators } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { partsOf } from '../rows.ts';
import { validators } from '../tables.ts';

export const getRequestValidators: Operation<GetRequestValidatorsRequest, RequestValidators> = (input, call) =>
  pageOf(partsOf(call, validators, input.restApiId).range(), (row) => row, input);
