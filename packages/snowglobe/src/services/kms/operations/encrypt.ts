import type { EncryptRequest, EncryptResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { encryptWith } from '../encryption.ts';
import { usableKey } from '../key.ts';

export const encrypt: Operation<EncryptRequest, EncryptResponse> = (input, call) => {
  const key = usableKey(call, input, 'ENCRYPT_DECRYPT', 'Encrypt');
  const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const CiphertextBlob = encryptWith(key, input.Plaintext ?? new Uint8Array(), algorithm, input.EncryptionContext);
  return { CiphertextBlob, KeyId: key.arn, EncryptionAlgorithm: algorithm };
};
