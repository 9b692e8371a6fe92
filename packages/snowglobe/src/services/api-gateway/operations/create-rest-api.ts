import type { CreateRestApiRequest, RestApi } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createApi, describeApi } from '../api.ts';

export const createRestApi: Operation<CreateRestApiRequest, RestApi> = (input, call) =>
  describeApi(createApi(call, input));
