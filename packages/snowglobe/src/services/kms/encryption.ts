import type { Call } from '../../contract/operation.ts';
import { rsaDecrypt, rsaEncrypt } from './asymmetric.ts';
import { type EncryptionContext, readHeader, seal, unseal } from './ciphertext.ts';
import { incorrectKey, invalidCiphertext, validation } from './errors.ts';
import { checkedAlgorithm, getKey, requireUsable } from './key.ts';
import type { KeyRow } from './tables.ts';

const symmetric = 'SYMMETRIC_DEFAULT';

function refuseContext(context: EncryptionContext | undefined): void {
  if (Object.keys(context ?? {}).length > 0) {
    throw validation('EncryptionContext is not supported with asymmetric encryption algorithms.');
  }
}

export function encryptWith(
  key: KeyRow,
  plaintext: Uint8Array,
  algorithm: string,
  context: EncryptionContext | undefined,
): Uint8Array {
  checkedAlgorithm(key, algorithm);
  if (algorithm === symmetric) return seal(key, plaintext, context ?? {});
  refuseContext(context);
  return rsaEncrypt(key, plaintext, algorithm);
}

export interface Sealed {
  readonly blob: Uint8Array;
  readonly keyId: string | undefined;
  readonly algorithm: string;
  readonly context: EncryptionContext | undefined;
}

/** Decrypts in the name of an operation. A symmetric blob names its key; when the caller names one too, it must be the same. */
export function decryptFor(call: Call, sealed: Sealed, operation: string): { key: KeyRow; plaintext: Uint8Array } {
  const { blob, keyId, algorithm, context } = sealed;
  if (algorithm !== symmetric) {
    if (keyId === undefined) throw validation('KeyId is required with asymmetric encryption algorithms.');
    const key = getKey(call, keyId).row;
    requireUsable(key, 'ENCRYPT_DECRYPT', operation);
    refuseContext(context);
    return { key, plaintext: rsaDecrypt(key, blob, checkedAlgorithm(key, algorithm)) };
  }
  const header = readHeader(blob);
  if (!header) throw invalidCiphertext();
  if (keyId !== undefined && getKey(call, keyId).row.arn !== header.keyArn) throw incorrectKey();
  const key = getKey(call, header.keyArn).row;
  requireUsable(key, 'ENCRYPT_DECRYPT', operation);
  return { key, plaintext: unseal(key, blob, context ?? {}) };
}
