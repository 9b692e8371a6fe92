import type { ApiKey, UpdateApiKeyRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { apiKeyPatches, describeApiKey } from '../api-key.ts';
import { patched } from '../patch.ts';
import { apiKeyOf, nowOf, rowsOf } from '../rows.ts';
import { apiKeys } from '../tables.ts';

export const updateApiKey: Operation<UpdateApiKeyRequest, ApiKey> = (input, call) => {
  const changed = patched(apiKeyOf(call, input.apiKey), input.patchOperations, apiKeyPatches);
  const key = { ...changed, lastUpdatedDate: nowOf(call.globe) };
  rowsOf(call, apiKeys).put(key);
  return describeApiKey(key, false);
};
