import type {
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateDataKeyWithoutPlaintextResponse,
} from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { newDataKey } from '../data-key.ts';

export const generateDataKeyWithoutPlaintext: Operation<
  GenerateDataKeyWithoutPlaintextRequest,
  GenerateDataKeyWithoutPlaintextResponse
> = (input, call) => {
  const { Plaintext: _, ...answer } = newDataKey(input, call, 'GenerateDataKeyWithoutPlaintext');
  return answer;
};
