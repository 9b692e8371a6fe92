import type { ImportRestApiRequest, RestApi } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi } from '../api.ts';
import { importApi } from '../open-api/import-api.ts';

export const importRestApi: Operation<ImportRestApiRequest, RestApi> = (input, call) =>
  describeApi(importApi(call, input));
