import type { DecryptRequest, DecryptResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { decryptFor } from '../encryption.ts';
import { dryRun, unsupported } from '../errors.ts';

export const decrypt: Operation<DecryptRequest, DecryptResponse> = (input, call) => {
  if (input.Recipient) throw unsupported('Recipient (Nitro enclaves) is not supported.');
  const algorithm = input.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const blob = input.CiphertextBlob ?? new Uint8Array();
  const sealed = { blob, keyId: input.KeyId, algorithm, context: input.EncryptionContext };
  const { key, plaintext } = decryptFor(call, sealed, 'Decrypt');
  if (input.DryRun) throw dryRun();
  return { KeyId: key.arn, Plaintext: plaintext, EncryptionAlgorithm: algorithm };
};
