import type { ApiKey, CreateApiKeyRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { createApiKey as newApiKey } from '../api-key.ts';

export const createApiKey: Operation<CreateApiKeyRequest, ApiKey> = (input, call) => newApiKey(call, input);
