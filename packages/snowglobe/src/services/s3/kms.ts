import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Principal } from '../../contract/principal.ts';
import { callerName, keptFor } from '../encryption-at-rest/data-key-cache.ts';
import {
  encryptDataKey,
  type KeyUse,
  newDataKey,
  openDataKey,
  type SealedDataKey,
  wordedAs,
} from '../encryption-at-rest/key-use.ts';
import { bucketArn } from './bucket.ts';
import { kmsNeedsSignature, kmsRefusal } from './kms-errors.ts';
import { bucketKeyMs } from './limits.ts';
import type { BucketRow, Encryption } from './tables.ts';

/**
 * How S3 uses keys: GenerateDataKey when it writes, Decrypt when it reads, with the requester's rights. The encryption context is the
 * object's ARN, or the bucket's with a bucket key. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */

/** Who reads or writes. */
export interface Requester {
  readonly globe: Globe;
  readonly caller: Principal;
  readonly cause: CauseLink;
}

/** The key that stands for S3 when nobody names one. */
const managedKeyAlias = 'alias/aws/s3';

export function usesKms({ algorithm }: Encryption): boolean {
  return algorithm !== 'AES256';
}

/** An object's encryption with the data key that KMS gave for it. Throws S3's error when the requester may not use the key. */
export async function withDataKey(
  requester: Requester,
  bucket: BucketRow,
  key: string,
  encryption: Encryption,
): Promise<Encryption> {
  if (!usesKms(encryption)) return encryption;
  if (requester.caller.kind === 'anonymous') throw kmsNeedsSignature();
  const use = keyUse(requester, bucket, key, encryption);
  const keyId = encryption.kmsKeyId ?? managedKeyAlias;
  const ask = () => wordedAs(newDataKey(use, keyId), kmsRefusal);
  return sealedBy(
    encryption,
    await (encryption.bucketKeyEnabled ? asBucketKey(use, bucket, `new ${keyId}`, ask) : ask()),
  );
}

/** The same where S3 asks for kms:Encrypt: replicas. */
export async function withEncryptedDataKey(
  requester: Requester,
  bucket: BucketRow,
  key: string,
  encryption: Encryption,
): Promise<Encryption> {
  const use = keyUse(requester, bucket, key, encryption);
  return sealedBy(encryption, await wordedAs(encryptDataKey(use, encryption.kmsKeyId ?? managedKeyAlias), kmsRefusal));
}

/** Throws S3's error when the requester may not decrypt an object. */
export async function openObject(
  requester: Requester,
  bucket: BucketRow,
  key: string,
  encryption: Encryption,
): Promise<void> {
  const { dataKey } = encryption;
  if (dataKey === undefined) return;
  if (requester.caller.kind === 'anonymous') throw kmsNeedsSignature();
  const use = keyUse(requester, bucket, key, encryption);
  const ask = () => wordedAs(openDataKey(use, dataKey), kmsRefusal);
  if (!encryption.bucketKeyEnabled) return ask();
  await asBucketKey(use, bucket, `open ${Buffer.from(dataKey).toString('base64')}`, ask);
}

function sealedBy(encryption: Encryption, { keyArn, sealed }: SealedDataKey): Encryption {
  return { ...encryption, kmsKeyId: keyArn, dataKey: sealed };
}

function keyUse({ globe, caller, cause }: Requester, bucket: BucketRow, key: string, encryption: Encryption): KeyUse {
  const arn = encryption.bucketKeyEnabled ? bucketArn(bucket.name) : `${bucketArn(bucket.name)}/${key}`;
  return {
    globe,
    caller,
    cause,
    service: 's3',
    // Key ids and aliases are looked for in the requester's account.
    scope: { account: caller.kind === 'service' ? bucket.account : caller.account, region: bucket.region },
    context: { 'aws:s3:arn': arn, ...encryption.context },
  };
}

/** A bucket key is kept for each requester; KMS hears of it once in a while. */
function asBucketKey<T>({ globe, caller }: KeyUse, bucket: BucketRow, what: string, ask: () => Promise<T>): Promise<T> {
  return keptFor(globe, `s3 ${bucket.name} ${bucket.createdAt} ${callerName(caller)} ${what}`, bucketKeyMs, ask);
}

/** The requester of an operation. */
export function requesterOf({ globe, caller, cause }: Call): Requester {
  return { globe, caller, cause };
}
