import type { DeleteUsagePlanKeyRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { removePlanKey } from '../api-key.ts';

export const deleteUsagePlanKey: Operation<DeleteUsagePlanKeyRequest, object> = (input, call) => {
  removePlanKey(call, input.usagePlanId, input.keyId);
  return {};
};
