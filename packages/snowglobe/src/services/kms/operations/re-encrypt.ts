import type { ReEncryptRequest, ReEncryptResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { decryptFor, encryptWith } from '../encryption.ts';
import { usableKey } from '../key.ts';

export const reEncrypt: Operation<ReEncryptRequest, ReEncryptResponse> = (input, call) => {
  const from = input.SourceEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const to = input.DestinationEncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  const blob = input.CiphertextBlob ?? new Uint8Array();
  const sealed = { blob, keyId: input.SourceKeyId, algorithm: from, context: input.SourceEncryptionContext };
  const { key: source, plaintext } = decryptFor(call, sealed, 'ReEncrypt');
  const target = { KeyId: input.DestinationKeyId, DryRun: input.DryRun };
  const key = usableKey(call, target, 'ENCRYPT_DECRYPT', 'ReEncrypt');
  return {
    CiphertextBlob: encryptWith(key, plaintext, to, input.DestinationEncryptionContext),
    SourceKeyId: source.arn,
    KeyId: key.arn,
    SourceEncryptionAlgorithm: from,
    DestinationEncryptionAlgorithm: to,
  };
};
