import type { CreateMultipartUploadRequest, Tag } from '@aws-sdk/client-s3';
import type { Principal } from '../../contract/principal.ts';
import { objectGrants } from './acl.ts';
import { requestedEncryption } from './encryption.ts';
import { invalidArgument, invalidStorageClass, metadataTooLarge, notImplemented } from './errors.ts';
import { maxMetadataBytes } from './limits.ts';
import { requestedLock } from './object-lock.ts';
import type { BucketRow, ContentHeaders, ObjectSettings } from './tables.ts';
import { parseTagging } from './tagging.ts';

/** The members that PutObject, CopyObject and CreateMultipartUpload have in common. */
export type SettingsInput = Omit<
  CreateMultipartUploadRequest,
  'Bucket' | 'Key' | 'ChecksumAlgorithm' | 'ChecksumType' | 'RequestPayer' | 'ExpectedBucketOwner'
>;

const storageClasses = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'GLACIER_IR',
]);

const unsupported = [
  'SSECustomerAlgorithm',
  'SSECustomerKey',
  'ObjectLockEventHold',
] as const satisfies readonly (keyof SettingsInput)[];

/** What a request says of the object that it writes, checked. */
export function requestedSettings(
  bucket: BucketRow,
  input: SettingsInput,
  writer: Principal,
  nowAt: number,
): ObjectSettings {
  for (const member of unsupported) if (input[member] !== undefined) throw notImplemented(member);
  return {
    headers: contentHeaders(input),
    metadata: checkedMetadata(input.Metadata),
    tags: requestedTags(input.Tagging),
    storageClass: checkedStorageClass(input.StorageClass),
    encryption: requestedEncryption(bucket, input),
    grants: objectGrants(bucket, writer, input),
    ...requestedLock(bucket, input, nowAt),
  };
}

function contentHeaders(input: ContentHeaders): ContentHeaders {
  return {
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: withoutChunking(input.ContentEncoding),
    ContentLanguage: input.ContentLanguage,
    ContentType: input.ContentType,
    Expires: input.Expires,
    WebsiteRedirectLocation: checkedRedirect(input.WebsiteRedirectLocation),
  };
}

/** `aws-chunked` belongs to the transfer, not to the object. */
function withoutChunking(encoding: string | undefined): string | undefined {
  if (encoding === undefined || !/\baws-chunked\b/.test(encoding)) return encoding;
  const names = encoding.split(',').map((name) => name.trim());
  const kept = names.filter((name) => name !== 'aws-chunked' && name !== '').join(', ');
  return kept === '' ? undefined : kept;
}

function checkedRedirect(location: string | undefined): string | undefined {
  if (location === undefined || /^(\/|https?:\/\/)/.test(location)) return location;
  throw invalidArgument(
    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
    'WebsiteRedirectLocation',
    location,
  );
}

/** Names are lower-case; the sum of the bytes of names and values is limited. */
function checkedMetadata(metadata: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const size = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (size > maxMetadataBytes) throw metadataTooLarge(size, maxMetadataBytes);
  return Object.fromEntries(entries);
}

function checkedStorageClass(storageClass: string | undefined): string {
  if (storageClass === undefined) return 'STANDARD';
  if (!storageClasses.has(storageClass)) throw invalidStorageClass();
  return storageClass;
}

function requestedTags(tagging: string | undefined): readonly Tag[] {
  return tagging === undefined ? [] : parseTagging(tagging);
}
