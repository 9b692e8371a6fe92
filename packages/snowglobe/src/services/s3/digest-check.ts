import type { PutObjectRequest } from '@aws-sdk/client-s3';
import type { ReceivedBody } from './body.ts';
import {
  base64,
  type ChecksumAlgorithm,
  type ChecksumMember,
  checksumAlgorithms,
  checksumMember,
  checksumNames,
  isChecksumAlgorithm,
} from './checksum.ts';
import { badChecksum, badContentMd5, invalidDigest, invalidRequest, notImplemented } from './errors.ts';

type UnsupportedChecksum =
  | 'ChecksumSHA512'
  | 'ChecksumMD5'
  | 'ChecksumXXHASH64'
  | 'ChecksumXXHASH3'
  | 'ChecksumXXHASH128';

export type ChecksumInput = Partial<Pick<PutObjectRequest, ChecksumMember | UnsupportedChecksum>> & {
  readonly ChecksumAlgorithm?: string | undefined;
};

const unsupported: readonly UnsupportedChecksum[] = [
  'ChecksumSHA512',
  'ChecksumMD5',
  'ChecksumXXHASH64',
  'ChecksumXXHASH3',
  'ChecksumXXHASH128',
];

/** The checksum that a request brings or announces. */
export interface RequestedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; undefined when the client leaves the computing to S3, or sends it after the body. */
  readonly value?: string | undefined;
}

/** Reads which checksum a request carries: in a header, in the trailer after the body, or by name only. */
export function requestedChecksum(
  input: ChecksumInput,
  headers: Readonly<Record<string, string>>,
): RequestedChecksum | undefined {
  for (const member of unsupported) if (input[member] !== undefined) throw notImplemented(member);
  const given = checksumNames.filter((name) => input[checksumMember(name)] !== undefined);
  if (given.length > 1) {
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  }
  const [algorithm] = given;
  if (algorithm !== undefined)
    return { algorithm, value: checkedValue(algorithm, input[checksumMember(algorithm)] ?? '') };
  const announced = trailingAlgorithm(headers) ?? input.ChecksumAlgorithm?.toUpperCase();
  return announced === undefined ? undefined : { algorithm: checkedAlgorithm(announced) };
}

/** Throws when the name is not one that we can compute. */
export function checkedAlgorithm(name: string): ChecksumAlgorithm {
  if (!isChecksumAlgorithm(name)) throw notImplemented(`ChecksumAlgorithm ${name}`);
  return name;
}

function trailingAlgorithm(headers: Readonly<Record<string, string>>): string | undefined {
  return /x-amz-checksum-(\w+)/.exec(headers['x-amz-trailer']?.toLowerCase() ?? '')?.[1]?.toUpperCase();
}

function checkedValue(algorithm: ChecksumAlgorithm, value: string): string {
  if (decodedLength(value) !== checksumAlgorithms[algorithm].digestBytes) {
    throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
  }
  return value;
}

function decodedLength(text: string): number {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').byteLength : -1;
}

/** Throws InvalidDigest when a Content-MD5 header is not 16 bytes in base64. */
export function checkContentMd5(contentMd5: string | undefined): void {
  if (contentMd5 !== undefined && decodedLength(contentMd5) !== 16) throw invalidDigest(contentMd5);
}

/** Throws BadDigest when the body is not the one that the client hashed. */
export function checkDigests(
  received: ReceivedBody,
  contentMd5: string | undefined,
  checksum: RequestedChecksum | undefined,
): void {
  const md5 = base64(received.md5);
  if (contentMd5 !== undefined && contentMd5 !== md5) throw badContentMd5(contentMd5, md5);
  if (checksum?.value !== undefined && checksum.value !== receivedChecksum(received, checksum.algorithm)) {
    throw badChecksum(checksum.algorithm);
  }
}

/** The checksum that was computed while the body came in. Base64. */
export function receivedChecksum(received: ReceivedBody, algorithm: ChecksumAlgorithm): string {
  const digest = received.digests.get(algorithm);
  if (digest === undefined) throw new Error(`${algorithm} was not computed`);
  return base64(digest);
}
