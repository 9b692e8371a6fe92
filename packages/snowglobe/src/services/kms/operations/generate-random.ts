import type { GenerateRandomRequest, GenerateRandomResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { unsupported, validation } from '../errors.ts';
import { randomBytesOf } from '../random-bytes.ts';

export const generateRandom: Operation<GenerateRandomRequest, GenerateRandomResponse> = (input, call) => {
  if (input.CustomKeyStoreId !== undefined) throw unsupported('CustomKeyStoreId is not supported.');
  if (input.Recipient) throw unsupported('Recipient (Nitro enclaves) is not supported.');
  if (input.NumberOfBytes === undefined) throw validation('NumberOfBytes is required.');
  return { Plaintext: randomBytesOf(call.globe.random, input.NumberOfBytes) };
};
