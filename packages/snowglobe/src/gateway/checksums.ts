import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { crc32 } from 'node:zlib';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';
import type * as NativeCrc from '@node-rs/crc32';

const load = createRequire(import.meta.url);
let loaded: typeof NativeCrc | undefined;

/** Native code, loaded when first needed: it would be felt in every start. */
function native(): typeof NativeCrc {
  loaded ??= load('@node-rs/crc32') as typeof NativeCrc;
  return loaded;
}

/** A checksum computed piece by piece. */
export interface Checksum {
  /** As AWS writes it: `CRC32`, `CRC64NVME`. */
  readonly name: string;
  update(bytes: Uint8Array): void;
  /** Base64. */
  digest(): Promise<string> | string;
}

function fourBytes(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

function cyclic(name: string, next: (bytes: Uint8Array, value: number) => number): Checksum {
  let value = 0;
  return {
    name,
    update(bytes) {
      value = next(bytes, value);
    },
    digest: () => fourBytes(value),
  };
}

function digestOf(name: string, algorithm: string): Checksum {
  const hash = createHash(algorithm);
  return { name, update: (bytes) => void hash.update(bytes), digest: () => hash.digest('base64') };
}

function crc64(): Checksum {
  const crc = new Crc64Nvme();
  return {
    name: 'CRC64NVME',
    update: (bytes) => crc.update(bytes),
    digest: async () => Buffer.from(await crc.digest()).toString('base64'),
  };
}

const checksums: Readonly<Record<string, () => Checksum>> = {
  crc32: () => cyclic('CRC32', (bytes, value) => crc32(bytes, value)),
  crc32c: () => cyclic('CRC32C', (bytes, value) => native().crc32c(bytes as Buffer, value)),
  crc64nvme: crc64,
  sha1: () => digestOf('SHA1', 'sha1'),
  sha256: () => digestOf('SHA256', 'sha256'),
};

/** A fresh checksum by the end of its header's name (`crc32` of `x-amz-checksum-crc32`); undefined when there is none such. */
export function checksumOf(name: string): Checksum | undefined {
  return checksums[name]?.();
}
