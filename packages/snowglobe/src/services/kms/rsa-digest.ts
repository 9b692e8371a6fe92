import { constants, createHash, type KeyObject, privateEncrypt, publicDecrypt } from 'node:crypto';
import { unrepeatableBytes } from './random-bytes.ts';
import { hashBytesOf, hashOf } from './signed-message.ts';

/** What stands before a hash in PKCS #1 signatures, DER (RFC 8017, section 9.2, note 1). */
const digestInfoPrefixes: Readonly<Record<string, string>> = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
};

/** RSASSA-PKCS1-v1_5 of a hash: the same hash has one signature only. */
export function pkcs1SignatureOf(privateKey: KeyObject, digest: Uint8Array, algorithm: string): Buffer {
  const prefix = Buffer.from(digestInfoPrefixes[hashOf(algorithm)] ?? '', 'hex');
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([prefix, digest]));
}

const modulusBytesOf = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;

/** RSASSA-PSS of a hash, with a salt as long as the hash. */
export function pssSignatureOf(privateKey: KeyObject, digest: Uint8Array, algorithm: string): Buffer {
  const salt = unrepeatableBytes(hashBytesOf(algorithm));
  const encoded = pssEncoding(digest, salt, modulusBytesOf(privateKey), algorithm);
  return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encoded);
}

export function isPssSignatureOf(
  publicKey: KeyObject,
  digest: Uint8Array,
  signature: Uint8Array,
  algorithm: string,
): boolean {
  const encoded = openedSignature(publicKey, signature);
  if (!encoded) return false;
  const salt = saltIn(encoded, algorithm);
  return pssEncoding(digest, salt, encoded.length, algorithm).equals(encoded);
}

/** Undefined for bytes that no private key of this size could have made. */
function openedSignature(publicKey: KeyObject, signature: Uint8Array): Buffer | undefined {
  if (signature.length !== modulusBytesOf(publicKey)) return undefined;
  try {
    return publicDecrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, signature);
  } catch {
    return undefined;
  }
}

/** EMSA-PSS (RFC 8017, section 9.1.1) for a modulus of whole bytes. */
function pssEncoding(digest: Uint8Array, salt: Uint8Array, length: number, algorithm: string): Buffer {
  const hashed = createHash(hashOf(algorithm)).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const block = Buffer.alloc(length - hashed.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  return Buffer.concat([masked(block, hashed, algorithm), hashed, Buffer.of(0xbc)]);
}

function saltIn(encoded: Buffer, algorithm: string): Buffer {
  const hashBytes = hashBytesOf(algorithm);
  const block = encoded.subarray(0, encoded.length - hashBytes - 1);
  const hashed = encoded.subarray(block.length, block.length + hashBytes);
  return masked(block, hashed, algorithm).subarray(-hashBytes);
}

/** The block under MGF1 of a seed; masking twice gives the block again. The first bit is none of the encoding's. */
function masked(block: Buffer, seed: Uint8Array, algorithm: string): Buffer {
  const mask = maskFrom(seed, block.length, algorithm);
  const result = Buffer.from(block.map((byte, index) => byte ^ (mask[index] ?? 0)));
  result[0] = (result[0] ?? 0) & 0x7f;
  return result;
}

/** MGF1 (RFC 8017, appendix B.2.1). */
function maskFrom(seed: Uint8Array, length: number, algorithm: string): Buffer {
  const rounds = Math.ceil(length / hashBytesOf(algorithm));
  const hashes = Array.from({ length: rounds }, (_, round) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(round);
    return createHash(hashOf(algorithm)).update(seed).update(counter).digest();
  });
  return Buffer.concat(hashes);
}
