import type { GetIntegrationRequest, Integration } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { noSuchIntegration } from '../errors.ts';
import { methodOf } from '../resource.ts';

export const getIntegration: Operation<GetIntegrationRequest, Integration> = (input, call) => {
  const { methodIntegration } = methodOf(call, input);
  if (!methodIntegration) throw noSuchIntegration();
  return methodIntegration;
};
