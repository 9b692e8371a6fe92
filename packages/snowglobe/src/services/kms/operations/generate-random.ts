import type { GenerateRandomRequest, GenerateRandomResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { unsupported, validation } from '../errors.ts';
import { unrepeatableBytes } from '../random-bytes.ts';

export const generateRandom: Operation<GenerateRandomRequest, GenerateRandomResponse> = (input) => {
  if (input.CustomKeyStoreId !== undefined) throw unsupported('CustomKeyStoreId is not supported.');
  if (input.Recipient) throw unsupported('Recipient (Nitro enclaves) is not supported.');
  if (input.NumberOfBytes === undefined) throw validation('NumberOfBytes is required.');
  return { Plaintext: unrepeatableBytes(input.NumberOfBytes) };
};
