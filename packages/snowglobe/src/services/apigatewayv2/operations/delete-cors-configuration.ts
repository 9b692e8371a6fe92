import type { DeleteCorsConfigurationRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { apiOf, rowsOf } from '../rows.ts';
import { apis } from '../tables.ts';

export const deleteCorsConfiguration: Operation<DeleteCorsConfigurationRequest, object> = (input, call) => {
  const { cors: _cors, ...api } = apiOf(call, input.ApiId);
  rowsOf(call, apis).put(api);
  return {};
};
