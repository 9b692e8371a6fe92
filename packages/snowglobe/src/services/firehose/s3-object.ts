import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { compressionOf } from './compression.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { delimiterOf } from './destination.ts';
import { objectName, prefixValue } from './prefix.ts';
import type { BufferedRecordRow, DeliveryStreamRow, Destination } from './tables.ts';

const randomStringLength = 11;
const randomStringAlphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Writes a batch as one object in the name of the destination's role. Rejects with the AwsError of S3 or of the role's trust. */
export async function writeBatch(
  globe: Globe,
  { scope }: StreamAddress,
  row: DeliveryStreamRow,
  batch: readonly BufferedRecordRow[],
  cause: CauseLink,
): Promise<void> {
  const { destination } = row;
  const now = globe.clock.now();
  const compression = compressionOf(destination.CompressionFormat);
  const name = objectName(row.name, row.versionId, batch[0]?.arrivedAt ?? now, globe.random.uuid());
  const prefix = prefixValue(destination.Prefix ?? '', {
    at: batch[0]?.arrivedAt ?? now,
    randomString: () => globe.random.text(randomStringLength, randomStringAlphabet),
  });
  const bytes = compression.compress(joined(batch, destination), name, now);
  await globe.call({
    service: 's3',
    operation: 'PutObject',
    input: {
      Bucket: destination.BucketARN?.split(':').at(-1),
      Key: `${prefix}${name}${destination.FileExtension ?? compression.extension}`,
      Body: bytes,
      ContentType: 'application/octet-stream',
      ...encryptionOf(destination),
    },
    scope,
    caller: globe.assumeRole(destination.RoleARN ?? '', 'firehose.amazonaws.com', 'firehose'),
    cause,
  });
}

function joined(batch: readonly BufferedRecordRow[], destination: Destination): Uint8Array {
  const delimiter = Buffer.from(delimiterOf(destination) ?? '');
  return new Uint8Array(Buffer.concat(batch.flatMap(({ data }) => [data, delimiter])));
}

function encryptionOf({ EncryptionConfiguration }: Destination): object {
  const key = EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN;
  return key === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key };
}
