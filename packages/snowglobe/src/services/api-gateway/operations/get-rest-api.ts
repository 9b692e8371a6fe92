import type { GetRestApiRequest, RestApi } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi } from '../api.ts';
import { apiOf } from '../rows.ts';

export const getRestApi: Operation<GetRestApiRequest, RestApi> = (input, call) =>
  describeApi(apiOf(call, input.restApiId));
