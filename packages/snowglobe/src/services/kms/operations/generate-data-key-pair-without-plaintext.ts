import type {
  GenerateDataKeyPairWithoutPlaintextRequest,
  GenerateDataKeyPairWithoutPlaintextResponse,
} from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { newDataKeyPair } from '../data-key.ts';

export const generateDataKeyPairWithoutPlaintext: Operation<
  GenerateDataKeyPairWithoutPlaintextRequest,
  GenerateDataKeyPairWithoutPlaintextResponse
> = async (input, call) => {
  const { PrivateKeyPlaintext: _, ...answer } = await newDataKeyPair(
    input,
    call,
    'GenerateDataKeyPairWithoutPlaintext',
  );
  return answer;
};
