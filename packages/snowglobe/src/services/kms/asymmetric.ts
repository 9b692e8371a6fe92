import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  sign,
  verify,
} from 'node:crypto';
import { ecdsaSignatureOf, isEcdsaSignatureOf } from './ecdsa-digest.ts';
import { invalidCiphertext, validation } from './errors.ts';
import { materialOf } from './key-spec.ts';
import { isPssSignatureOf, pkcs1SignatureOf, pssSignatureOf } from './rsa-digest.ts';
import { hashOf, type SignedMessage } from './signed-message.ts';
import type { KeyRow } from './tables.ts';

function privateKeyOf(key: KeyRow): KeyObject {
  const bytes = key.materials[0]?.bytes ?? new Uint8Array();
  return createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' });
}

/** The public key as SubjectPublicKeyInfo DER, of a key or of a PKCS #8 private key. */
export function publicKeyDer(material: Uint8Array): Uint8Array {
  const privateKey = createPrivateKey({ key: Buffer.from(material), format: 'der', type: 'pkcs8' });
  return new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }));
}

const oaepHash = (algorithm: string) => (algorithm === 'RSAES_OAEP_SHA_1' ? 'sha1' : 'sha256');

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html: what fits is the modulus less two hashes and two bytes. */
function largestPlaintext(spec: string, algorithm: string): number {
  const material = materialOf(spec);
  const modulusBytes = material.kind === 'rsa' ? material.modulusBits / 8 : 0;
  return modulusBytes - 2 * (oaepHash(algorithm) === 'sha1' ? 20 : 32) - 2;
}

export function rsaEncrypt(key: KeyRow, plaintext: Uint8Array, algorithm: string): Uint8Array {
  const most = largestPlaintext(key.spec, algorithm);
  if (plaintext.length > most) {
    throw validation(`Algorithm ${algorithm} and key spec ${key.spec} cannot encrypt data larger than ${most} bytes.`);
  }
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return new Uint8Array(
    publicEncrypt({ key: createPublicKey(privateKeyOf(key)), padding, oaepHash: oaepHash(algorithm) }, plaintext),
  );
}

export function rsaDecrypt(key: KeyRow, ciphertext: Uint8Array, algorithm: string): Uint8Array {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    return new Uint8Array(
      privateDecrypt({ key: privateKeyOf(key), padding, oaepHash: oaepHash(algorithm) }, ciphertext),
    );
  } catch {
    throw invalidCiphertext();
  }
}

function paddingOf(algorithm: string): { padding?: number; saltLength?: number } {
  if (algorithm.startsWith('RSASSA_PSS')) {
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  }
  return algorithm.startsWith('RSASSA_PKCS1') ? { padding: constants.RSA_PKCS1_PADDING } : {};
}

/** RSA signatures as PKCS #1 has them, ECDSA signatures as DER. */
export function signatureOf(key: KeyRow, { bytes, isDigest }: SignedMessage, algorithm: string): Uint8Array {
  const privateKey = privateKeyOf(key);
  if (isDigest) return new Uint8Array(signatureOfDigest(privateKey, bytes, algorithm));
  return new Uint8Array(sign(hashOf(algorithm), bytes, { key: privateKey, ...paddingOf(algorithm) }));
}

function signatureOfDigest(privateKey: KeyObject, digest: Uint8Array, algorithm: string): Uint8Array {
  if (algorithm.startsWith('ECDSA')) return ecdsaSignatureOf(privateKey, digest);
  if (algorithm.startsWith('RSASSA_PSS')) return pssSignatureOf(privateKey, digest, algorithm);
  return pkcs1SignatureOf(privateKey, digest, algorithm);
}

export function isSignatureOf(
  key: KeyRow,
  { bytes, isDigest }: SignedMessage,
  signature: Uint8Array,
  algorithm: string,
): boolean {
  const privateKey = privateKeyOf(key);
  if (isDigest) return isSignatureOfDigest(privateKey, bytes, signature, algorithm);
  return verify(hashOf(algorithm), bytes, { key: createPublicKey(privateKey), ...paddingOf(algorithm) }, signature);
}

function isSignatureOfDigest(
  privateKey: KeyObject,
  digest: Uint8Array,
  signature: Uint8Array,
  algorithm: string,
): boolean {
  if (algorithm.startsWith('ECDSA')) return isEcdsaSignatureOf(privateKey, digest, signature);
  if (algorithm.startsWith('RSASSA_PSS')) {
    return isPssSignatureOf(createPublicKey(privateKey), digest, signature, algorithm);
  }
  return pkcs1SignatureOf(privateKey, digest, algorithm).equals(signature);
}
