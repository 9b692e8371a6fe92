import type { DeleteApiKeyRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { deleteApiKey as removeApiKey } from '../api-key.ts';
import { apiKeyOf } from '../rows.ts';

export const deleteApiKey: Operation<DeleteApiKeyRequest, object> = (input, call) => {
  removeApiKey(call, apiKeyOf(call, input.apiKey));
  return {};
};
