import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';

export interface Compression {
  readonly extension: string;
  compress(bytes: Uint8Array, name: string, at: number): Uint8Array;
}

/** Loaded at the first object that needs it. */
function snappy(bytes: Uint8Array): Uint8Array {
  const library: { compress(bytes: Uint8Array): Uint8Array } = createRequire(import.meta.url)('snappyjs');
  return library.compress(bytes);
}

const hadoopBlockBytes = 256 * 1024;

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Hadoop's blocks: the length of the data, the length of the compressed data, the compressed data. */
function hadoopSnappy(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += hadoopBlockBytes) {
    const block = bytes.subarray(at, at + hadoopBlockBytes);
    const compressed = snappy(block);
    parts.push(bigEndian(block.length), bigEndian(compressed.length), compressed);
  }
  return new Uint8Array(Buffer.concat(parts));
}

const formats = {
  UNCOMPRESSED: { extension: '', compress: (bytes) => bytes },
  GZIP: { extension: '.gz', compress: (bytes) => gzipSync(bytes) },
  ZIP: { extension: '.zip', compress: (bytes, name, at) => zipSync({ [name]: [bytes, { mtime: at }] }) },
  Snappy: { extension: '.snappy', compress: (bytes) => snappy(new Uint8Array(bytes)) },
  HADOOP_SNAPPY: { extension: '.hsnappy', compress: (bytes) => hadoopSnappy(new Uint8Array(bytes)) },
} satisfies Readonly<Record<string, Compression>>;

export const compressionOf = (format: keyof typeof formats = 'UNCOMPRESSED'): Compression => formats[format];
