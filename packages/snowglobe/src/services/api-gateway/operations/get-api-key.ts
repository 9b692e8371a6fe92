import type { ApiKey, GetApiKeyRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { describeApiKey } from '../api-key.ts';
import { apiKeyOf } from '../rows.ts';

export const getApiKey: Operation<GetApiKeyRequest, ApiKey> = (input, call) =>
  describeApiKey(apiKeyOf(call, input.apiKey), input.includeValue);
