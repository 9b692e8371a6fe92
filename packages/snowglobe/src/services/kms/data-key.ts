import type { GenerateDataKeyPairResponse, GenerateDataKeyRequest, GenerateDataKeyResponse } from '@aws-sdk/client-kms';
import type { Call } from '../../contract/operation.ts';
import { publicKeyDer } from './asymmetric.ts';
import { type EncryptionContext, seal } from './ciphertext.ts';
import { validation } from './errors.ts';
import { checkedAlgorithm, type UseOfKey, usableKey } from './key.ts';
import { newMaterial } from './key-material.ts';
import { isAsymmetric } from './key-spec.ts';
import { unrepeatableBytes } from './random-bytes.ts';

function lengthOf({ KeySpec, NumberOfBytes }: GenerateDataKeyRequest): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw validation('Please specify either number of bytes or key spec.');
  }
  return NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32);
}

/** Random bytes, plain and encrypted under a symmetric key. */
export function newDataKey(
  input: GenerateDataKeyRequest,
  call: Call,
  operation: string,
): Required<Pick<GenerateDataKeyResponse, 'CiphertextBlob' | 'KeyId' | 'Plaintext'>> {
  const length = lengthOf(input);
  const key = usableKey(call, input, 'ENCRYPT_DECRYPT', operation);
  checkedAlgorithm(key, 'SYMMETRIC_DEFAULT');
  const Plaintext = unrepeatableBytes(length);
  return {
    Plaintext,
    CiphertextBlob: seal(key, Plaintext, input.EncryptionContext ?? {}),
    KeyId: key.arn,
  };
}

interface PairRequest extends UseOfKey {
  readonly KeyPairSpec?: string | undefined;
  readonly EncryptionContext?: EncryptionContext | undefined;
}

/** A key pair for use outside, its private key plain and encrypted under a symmetric key. */
export async function newDataKeyPair(
  input: PairRequest,
  call: Call,
  operation: string,
): Promise<GenerateDataKeyPairResponse> {
  const spec = input.KeyPairSpec ?? '';
  const key = usableKey(call, input, 'ENCRYPT_DECRYPT', operation);
  checkedAlgorithm(key, 'SYMMETRIC_DEFAULT');
  if (!isAsymmetric(spec)) throw validation(`KeyPairSpec ${spec} is not a key pair.`);
  const privateKey = await newMaterial(spec);
  return {
    PrivateKeyCiphertextBlob: seal(key, privateKey, input.EncryptionContext ?? {}),
    PrivateKeyPlaintext: privateKey,
    PublicKey: publicKeyDer(privateKey),
    KeyId: key.arn,
    KeyPairSpec: spec as NonNullable<GenerateDataKeyPairResponse['KeyPairSpec']>,
  };
}
