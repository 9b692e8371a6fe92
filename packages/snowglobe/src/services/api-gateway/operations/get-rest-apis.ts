import type { GetRestApisRequest, RestApis } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApi } from '../api.ts';
import { pageOf } from '../paging.ts';
import { rowsOf } from '../rows.ts';
import { apis } from '../tables.ts';

export const getRestApis: Operation<GetRestApisRequest, RestApis> = (input, call) =>
  pageOf(rowsOf(call, apis).range(), describeApi, input);
