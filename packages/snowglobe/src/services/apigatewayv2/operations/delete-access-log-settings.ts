import type { DeleteAccessLogSettingsRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { rowsOf, stageOf } from '../rows.ts';
import { stages } from '../tables.ts';

export const deleteAccessLogSettings: Operation<DeleteAccessLogSettingsRequest, object> = (input, call) => {
  const { accessLog: _accessLog, ...stage } = stageOf(call, input.ApiId, input.StageName);
  rowsOf(call, stages, input.ApiId).put(stage);
  return {};
};
