import type { ApiKeyIds, ImportApiKeysRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createApiKey } from '../api-key.ts';
import { readApiKeys } from '../api-key-file.ts';
import { addPlanKey } from '../usage-plan.ts';

export const importApiKeys: Operation<ImportApiKeysRequest, ApiKeyIds> = (input, call) => {
  const ids = readApiKeys(Buffer.from(input.body ?? []).toString()).map(({ usagePlanIds, ...given }) => {
    const { id } = createApiKey(call, given);
    for (const usagePlanId of usagePlanIds) addPlanKey(call, { usagePlanId, keyId: id, keyType: 'API_KEY' });
    return id;
  });
  return { ids, warnings: [] };
};
