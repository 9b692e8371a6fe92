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
    kmsKeyId: input.SSEKMSKeyId ?? byDefault?.KMSMasterKeyID,
    bucketKeyEnabled: (input.BucketKeyEnabled ?? rule?.BucketKeyEnabled) === true ? true : undefined,
  };
}
