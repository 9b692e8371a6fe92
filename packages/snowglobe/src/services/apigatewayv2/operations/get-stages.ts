import type { GetStagesRequest, GetStagesResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { pageOf } from '../paging.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { describeStage } from '../stage.ts';
import { stages } from '../tables.ts';

export const getStages: Operation<GetStagesRequest, GetStagesResponse> = (input, call) => {
  return pageOf(rowsOf(call, stages, apiOf(call, input.ApiId).apiId).range(), describeStage, input);
};
