import type { GetPublicKeyRequest, GetPublicKeyResponse } from '@aws-sdk/client-kms';
import type { Operation } from '../../../contract/operation.ts';
import { publicKeyDer } from '../asymmetric.ts';
import { unsupported } from '../errors.ts';
import { getKey, keyMetadata, requireUsable } from '../key.ts';
import { isAsymmetric } from '../key-spec.ts';

export const getPublicKey: Operation<GetPublicKeyRequest, GetPublicKeyResponse> = (input, call) => {
  const key = getKey(call, input.KeyId ?? '');
  requireUsable(key.row, key.row.usage, 'GetPublicKey');
  if (!isAsymmetric(key.row.spec)) throw unsupported(`${key.row.arn} is not an asymmetric key.`);
  const { CustomerMasterKeySpec, EncryptionAlgorithms, KeySpec, KeyUsage, SigningAlgorithms } = keyMetadata(key);
  return {
    KeyId: key.row.arn,
    PublicKey: publicKeyDer(key.row.materials[0]?.bytes ?? new Uint8Array()),
    CustomerMasterKeySpec,
    KeySpec,
    KeyUsage,
    EncryptionAlgorithms,
    SigningAlgorithms,
  };
};
