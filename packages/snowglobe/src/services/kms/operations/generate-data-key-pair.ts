import type { GenerateDataKeyPairRequest, GenerateDataKeyPairResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { newDataKeyPair } from '../data-key.ts';

export const generateDataKeyPair: Operation<GenerateDataKeyPairRequest, GenerateDataKeyPairResponse> = (input, call) =>
  newDataKeyPair(input, call, 'GenerateDataKeyPair');
