import type { ServerSideEncryptionConfiguration } from '@aws-sdk/client-s3';
import { invalidArgument } from './errors.ts';
import type { BucketRow, Encryption } from './tables.ts';

/** What a bucket has when nobody says otherwise (since January 2023). */
export const defaultEncryption: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
};

interface EncryptionInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
}

const algorithms = new Set(['AES256', 'aws:kms', 'aws:kms:dsse']);

/** How an object is to be encrypted: as the request says, else as the bucket does. */
export function requestedEncryption(bucket: BucketRow, input: EncryptionInput): Encryption {
  const [rule] = bucket.encryption.Rules ?? [];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = input.ServerSideEncryption ?? byDefault?.SSEAlgorithm ?? 'AES256';
  if (!algorithms.has(algorithm)) {
    throw invalidArgument(
      'The encryption method specified is not supported',
      'x-amz-server-side-encryption',
      algorithm,
    );
  }
  if (algorithm === 'AES256') {
    if (input.SSEKMSKeyId === undefined) return { algorithm };
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      'x-amz-server-side-encryption',
      algorithm,
    );
  }
  return {
    algorithm: algorithm as Encryption['algorithm'],
    kmsKeyId: input.SSEKMSKeyId ?? (input.ServerSideEncryption === undefined ? byDefault?.KMSMasterKeyID : undefined),
    context: input.SSEKMSEncryptionContext === undefined ? undefined : checkedContext(input.SSEKMSEncryptionContext),
    bucketKeyEnabled: (input.BucketKeyEnabled ?? rule?.BucketKeyEnabled) === true ? true : undefined,
  };
}

/** Base64 of JSON with texts as values. */
function checkedContext(encoded: string): Readonly<Record<string, string>> {
  const refuse = () =>
    invalidArgument(
      'The header x-amz-server-side-encryption-context shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map',
      'x-amz-server-side-encryption-context',
      encoded,
    );
  let context: unknown;
  try {
    context = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw refuse();
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) throw refuse();
  const entries = Object.entries(context);
  if (entries.some(([, value]) => typeof value !== 'string')) throw refuse();
  return Object.fromEntries(entries as [string, string][]);
}
