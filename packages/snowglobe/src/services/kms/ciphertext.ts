import { createCipheriv, createDecipheriv } from 'node:crypto';
import { invalidCiphertext } from './errors.ts';
import { unrepeatableBytes } from './random-bytes.ts';
import type { KeyRow } from './tables.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

/** What a symmetric ciphertext says of itself. */
export interface CiphertextHeader {
  readonly keyArn: string;
  /** Which generation of the key's material encrypted it. */
  readonly generation: number;
}

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/** The context in an order that does not depend on how it was written. */
function canonical(context: EncryptionContext): string {
  return JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/**
 * Encrypts with the newest material. AWS does not tell its format; ours is: version, length of the key's ARN, the ARN, the
 * material's generation (2 bytes), IV, tag, ciphertext. Header and encryption context are authenticated.
 */
export function seal(key: KeyRow, plaintext: Uint8Array, context: EncryptionContext): Uint8Array {
  const generation = key.materials.length - 1;
  const arn = Buffer.from(key.arn, 'utf8');
  const header = Buffer.concat([
    Buffer.from([version, arn.length]),
    arn,
    Buffer.from([generation >> 8, generation & 255]),
  ]);
  const iv = unrepeatableBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', materialAt(key, generation), iv);
  cipher.setAAD(Buffer.concat([header, Buffer.from(canonical(context))]));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return new Uint8Array(Buffer.concat([header, iv, cipher.getAuthTag(), body]));
}

/** Throws InvalidCiphertextException when the blob is none of ours, was changed, or had another context. */
export function unseal(key: KeyRow, blob: Uint8Array, context: EncryptionContext): Uint8Array {
  const header = readHeader(blob);
  if (!header || !key.materials[header.generation]) throw invalidCiphertext();
  const start = headerLength(header.keyArn);
  const bytes = Buffer.from(blob);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    materialAt(key, header.generation),
    bytes.subarray(start, start + ivBytes),
    { authTagLength: tagBytes },
  );
  decipher.setAAD(Buffer.concat([bytes.subarray(0, start), Buffer.from(canonical(context))]));
  try {
    decipher.setAuthTag(bytes.subarray(start + ivBytes, start + ivBytes + tagBytes));
    const body = bytes.subarray(start + ivBytes + tagBytes);
    return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    throw invalidCiphertext();
  }
}

/** Undefined when the blob is too short or not in our format. */
export function readHeader(blob: Uint8Array): CiphertextHeader | undefined {
  const arnLength = blob[1] ?? 0;
  if (blob[0] !== version || blob.length < 4 + arnLength + ivBytes + tagBytes) return undefined;
  const keyArn = Buffer.from(blob.subarray(2, 2 + arnLength)).toString('utf8');
  return { keyArn, generation: ((blob[2 + arnLength] ?? 0) << 8) | (blob[3 + arnLength] ?? 0) };
}

const headerLength = (keyArn: string): number => 4 + Buffer.byteLength(keyArn);

function materialAt(key: KeyRow, generation: number): Uint8Array {
  const material = key.materials[generation];
  if (!material) throw new Error(`key ${key.keyId} has no material ${generation}`);
  return material.bytes;
}
