import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';
import type * as NativeCrc from '@node-rs/crc32';
import { combineCrc } from './crc-combination.ts';

const load = createRequire(import.meta.url);
let loaded: typeof NativeCrc | undefined;

/** Native code, loaded when first needed: it would be felt in every start. */
function native(): typeof NativeCrc {
  loaded ??= load('@node-rs/crc32') as typeof NativeCrc;
  return loaded;
}

export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';
export type ChecksumMember = `Checksum${ChecksumAlgorithm}`;

/** Digests a body piece by piece. */
export interface Digester {
  update(chunk: Uint8Array): void;
  digest(): Uint8Array | Promise<Uint8Array>;
}

interface AlgorithmTraits {
  readonly digestBytes: number;
  readonly create: () => Digester;
  /** How the digests of two parts make that of both, by the second's length; only CRCs can. */
  readonly combine?: (first: Uint8Array, second: Uint8Array, secondSize: number) => Uint8Array;
  /** What a multipart upload uses when the client names no checksum type. */
  readonly multipartType: 'COMPOSITE' | 'FULL_OBJECT';
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html */
export const checksumAlgorithms: Readonly<Record<ChecksumAlgorithm, AlgorithmTraits>> = {
  CRC32: {
    digestBytes: 4,
    create: () => crcDigester((chunk, value) => crc32(chunk, value)),
    combine: combineCrc(32, 0xedb88320n),
    multipartType: 'COMPOSITE',
  },
  CRC32C: {
    digestBytes: 4,
    create: () => crcDigester((chunk, value) => native().crc32c(chunk, value)),
    combine: combineCrc(32, 0x82f63b78n),
    multipartType: 'COMPOSITE',
  },
  CRC64NVME: {
    digestBytes: 8,
    create: () => new Crc64Nvme(),
    combine: combineCrc(64, 0x9a6c9329ac4bc9b5n),
    multipartType: 'FULL_OBJECT',
  },
  SHA1: { digestBytes: 20, create: () => createHash('sha1'), multipartType: 'COMPOSITE' },
  SHA256: { digestBytes: 32, create: () => createHash('sha256'), multipartType: 'COMPOSITE' },
};

export const checksumNames = Object.keys(checksumAlgorithms) as readonly ChecksumAlgorithm[];

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return Object.hasOwn(checksumAlgorithms, name);
}

/** The member that carries a checksum in requests and answers. */
export function checksumMember(algorithm: ChecksumAlgorithm): ChecksumMember {
  return `Checksum${algorithm}`;
}

/** The checksum of checksums that S3 gives an object whose parts were hashed separately. Base64 with the number of parts. */
export async function compositeChecksum(algorithm: ChecksumAlgorithm, partDigests: readonly string[]): Promise<string> {
  const digester = checksumAlgorithms[algorithm].create();
  for (const digest of partDigests) digester.update(Buffer.from(digest, 'base64'));
  return `${base64(await digester.digest())}-${partDigests.length}`;
}

/** The checksum of the whole from those of its parts. Base64. */
export function fullObjectChecksum(
  algorithm: ChecksumAlgorithm,
  parts: readonly { readonly checksum: string; readonly size: number }[],
): string {
  const { combine, digestBytes } = checksumAlgorithms[algorithm];
  if (combine === undefined) throw new Error(`${algorithm} of a whole cannot be had from its parts`);
  let whole: Uint8Array = new Uint8Array(digestBytes);
  for (const part of parts) whole = combine(whole, Buffer.from(part.checksum, 'base64'), part.size);
  return base64(whole);
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function crcDigester(next: (chunk: Uint8Array, value: number) => number): Digester {
  let value = 0;
  return {
    update: (chunk) => {
      value = next(chunk, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes;
    },
  };
}
