import type { CompressionFormat, EncryptionConfiguration } from '@aws-sdk/client-firehose';
import { compressionOf } from './compression.ts';
import { objectName, type PrefixValues } from './prefix.ts';
import { assumeFirehoseRole } from './role.ts';
import type { Work } from './transformation.ts';

/** Where and how objects are written: a destination's or a backup's settings. */
export interface ObjectSettings {
  readonly BucketARN: string | undefined;
  readonly RoleARN: string | undefined;
  readonly CompressionFormat?: CompressionFormat | undefined;
  readonly EncryptionConfiguration?: EncryptionConfiguration | undefined;
  readonly CustomTimeZone?: string | undefined;
}

const randomStringLength = 11;
const randomStringAlphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** What the expressions of a prefix stand for, in an object whose oldest record arrived at an instant. */
export const prefixValues = (work: Work, settings: ObjectSettings, at: number): PrefixValues => ({
  at,
  zone: settings.CustomTimeZone,
  randomString: () => work.globe.random.text(randomStringLength, randomStringAlphabet),
});

/** The bytes of an object, and what stands at the end of its key. */
export interface Content {
  readonly bytes: Uint8Array;
  /** Default: that of the compression. */
  readonly extension?: string | undefined;
  /** Bytes that have a format of their own are not compressed. */
  readonly compressed?: boolean;
}

/** Writes in the name of the settings' role. Rejects with the AwsError of S3 or of the role's trust. */
export async function writeObject(
  work: Work,
  settings: ObjectSettings,
  prefix: string,
  values: PrefixValues,
  content: Content,
): Promise<void> {
  const { address, cause, globe, row } = work;
  const compression = compressionOf(content.compressed ? 'UNCOMPRESSED' : settings.CompressionFormat);
  const name = objectName(row.name, row.versionId, globe.random.uuid(), values);
  await globe.call({
    service: 's3',
    operation: 'PutObject',
    input: {
      Bucket: settings.BucketARN?.split(':').at(-1),
      Key: `${prefix}${name}${content.extension || compression.extension}`,
      Body: compression.compress(content.bytes, name, globe.clock.now()),
      ContentType: 'application/octet-stream',
      ...encryptionOf(settings.EncryptionConfiguration),
    },
    scope: address.scope,
    caller: assumeFirehoseRole(globe, address.scope.account, settings.RoleARN),
    cause,
  });
}

function encryptionOf(encryption: EncryptionConfiguration | undefined): object {
  const key = encryption?.KMSEncryptionConfig?.AWSKMSKeyARN;
  return key === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key };
}
