import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import { compressionOf } from './compression.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { objectName, type PrefixValues, prefixValue } from './prefix.ts';
import { delimiterOf, lambdaProcessorOf } from './processor.ts';
import { assumeFirehoseRole } from './role.ts';
import type { BufferedRecordRow, DeliveryStreamRow, Destination } from './tables.ts';
import { type FailedRecord, transformed } from './transformation.ts';

const randomStringLength = 11;
const randomStringAlphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Transforms a batch and writes it in the name of the destination's role. Rejects with the AwsError of S3 or of the role's trust. */
export async function writeBatch(
  globe: Globe,
  address: StreamAddress,
  row: DeliveryStreamRow,
  batch: readonly BufferedRecordRow[],
  cause: CauseLink,
): Promise<void> {
  const { destination } = row;
  const at = batch[0]?.arrivedAt ?? globe.clock.now();
  const randomString = () => globe.random.text(randomStringLength, randomStringAlphabet);
  const { failed, passed } = await transformed(globe, address, row, batch, cause);
  const out: Out = { globe, address, row, at, cause };
  if (passed.length > 0) {
    const values: PrefixValues = { at, randomString };
    await writeObject(out, prefixValue(destination.Prefix ?? '', values), joined(passed, destination));
  }
  if (failed.length > 0) {
    const values: PrefixValues = { at, randomString, errorOutputType };
    const prefix = prefixValue(destination.ErrorOutputPrefix || `${errorOutputType}/`, values);
    await writeObject(out, prefix, failureLines(failed, destination, globe.clock.now()));
  }
}

interface Out {
  readonly globe: Globe;
  readonly address: StreamAddress;
  readonly row: DeliveryStreamRow;
  /** When the batch's oldest record arrived. */
  readonly at: number;
  readonly cause: CauseLink;
}

async function writeObject({ address, at, cause, globe, row }: Out, prefix: string, bytes: Uint8Array): Promise<void> {
  const { destination } = row;
  const compression = compressionOf(destination.CompressionFormat);
  const name = objectName(row.name, row.versionId, at, globe.random.uuid());
  await globe.call({
    service: 's3',
    operation: 'PutObject',
    input: {
      Bucket: destination.BucketARN?.split(':').at(-1),
      Key: `${prefix}${name}${destination.FileExtension ?? compression.extension}`,
      Body: compression.compress(bytes, name, globe.clock.now()),
      ContentType: 'application/octet-stream',
      ...encryptionOf(destination),
    },
    scope: address.scope,
    caller: assumeFirehoseRole(globe, address.scope.account, destination.RoleARN),
    cause,
  });
}

const errorOutputType = 'processing-failed';

/** AWS: one JSON object a line. https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html */
function failureLines(failed: readonly FailedRecord[], destination: Destination, now: number): Uint8Array {
  const lambdaArn = lambdaProcessorOf(destination)?.functionArn;
  const lines = failed.map(({ attemptsMade, errorCode, errorMessage, record }) =>
    JSON.stringify({
      attemptsMade,
      arrivalTimestamp: record.arrivedAt,
      errorCode,
      errorMessage,
      attemptEndingTimestamp: now,
      rawData: Buffer.from(record.data).toString('base64'),
      lambdaArn,
    }),
  );
  return new Uint8Array(Buffer.from(lines.map((line) => `${line}\n`).join('')));
}

function joined(batch: readonly BufferedRecordRow[], destination: Destination): Uint8Array {
  const delimiter = Buffer.from(delimiterOf(destination) ?? '');
  return new Uint8Array(Buffer.concat(batch.flatMap(({ data }) => [data, delimiter])));
}

function encryptionOf({ EncryptionConfiguration }: Destination): object {
  const key = EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN;
  return key === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key };
}
