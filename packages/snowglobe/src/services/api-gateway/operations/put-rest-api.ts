import type { PutRestApiRequest, RestApi } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi } from '../api.ts';
import { putApi } from '../open-api/import-api.ts';
import { apiOf } from '../rows.ts';

export const putRestApi: Operation<PutRestApiRequest, RestApi> = (input, call) => {
  const { body = new Uint8Array(), mode = 'merge', parameters = {} } = input;
  return describeApi(putApi(call, apiOf(call, input.restApiId), body, mode, parameters));
};
