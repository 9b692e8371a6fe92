import type { GenerateDataKeyRequest, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { newDataKey } from '../data-key.ts';

export const generateDataKey: Operation<GenerateDataKeyRequest, GenerateDataKeyResponse> = (input, call) =>
  newDataKey(input, call, 'GenerateDataKey');
