import { gzipSync, zipSync } from 'fflate';
import { unsupported } from './errors.ts';

export interface Compression {
  readonly extension: string;
  compress(bytes: Uint8Array, name: string, at: number): Uint8Array;
}

const formats: Readonly<Record<string, Compression>> = {
  UNCOMPRESSED: { extension: '', compress: (bytes) => bytes },
  GZIP: { extension: '.gz', compress: (bytes, _name, at) => gzipSync(bytes, { mtime: at }) },
  ZIP: { extension: '.zip', compress: (bytes, name, at) => zipSync({ [name]: [bytes, { mtime: at }] }) },
};

/** Throws InvalidArgumentException for the Snappy formats. */
export function compressionOf(format = 'UNCOMPRESSED'): Compression {
  const compression = formats[format];
  if (!compression) throw unsupported(`CompressionFormat ${format}`);
  return compression;
}
