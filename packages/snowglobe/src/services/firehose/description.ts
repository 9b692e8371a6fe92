import type { DeliveryStreamDescription } from '@aws-sdk/client-firehose';
import { describeEncryption } from './encryption.ts';
import type { DeliveryStreamRow } from './tables.ts';

export const destinationId = 'destinationId-000000000001';

export function describeStream(row: DeliveryStreamRow): DeliveryStreamDescription {
  const { S3BackupConfiguration: backup, ...destination } = row.destination;
  const described = { ...destination, ...(backup && { S3BackupDescription: backup }) };
  const { BucketARN, BufferingHints, CompressionFormat, EncryptionConfiguration, RoleARN } = destination;
  return {
    DeliveryStreamName: row.name,
    DeliveryStreamARN: row.arn,
    DeliveryStreamStatus: row.creationFailure ? 'CREATING_FAILED' : 'ACTIVE',
    ...(row.creationFailure && {
      FailureDescription: { Type: row.creationFailure.type, Details: row.creationFailure.details },
    }),
    DeliveryStreamEncryptionConfiguration: describeEncryption(row),
    DeliveryStreamType: row.source ? 'KinesisStreamAsSource' : 'DirectPut',
    VersionId: row.versionId,
    CreateTimestamp: new Date(row.createdAt),
    LastUpdateTimestamp: new Date(row.updatedAt),
    ...(row.source && {
      Source: {
        KinesisStreamSourceDescription: {
          KinesisStreamARN: row.source.streamArn,
          RoleARN: row.source.roleArn,
          DeliveryStartTimestamp: new Date(row.createdAt),
        },
      },
    }),
    Destinations: [
      {
        DestinationId: destinationId,
        S3DestinationDescription: { BucketARN, BufferingHints, CompressionFormat, EncryptionConfiguration, RoleARN },
        ExtendedS3DestinationDescription: described as never,
      },
    ],
    HasMoreDestinations: false,
  };
}
