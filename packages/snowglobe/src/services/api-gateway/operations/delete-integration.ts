import type { DeleteIntegrationRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchIntegration } from '../errors.ts';
import { methodOf, putMethodRow } from '../resource.ts';

export const deleteIntegration: Operation<DeleteIntegrationRequest, object> = (input, call) => {
  const { methodIntegration, ...method } = methodOf(call, input);
  if (!methodIntegration) throw noSuchIntegration();
  putMethodRow(call, input, method);
  return {};
};
