import type { DeliveryStreamDescription, DestinationDescription } from '@aws-sdk/client-firehose';
import { describeEncryption } from './encryption.ts';
import type { DeliveryStreamRow } from './tables.ts';

export const destinationId = 'destinationId-000000000001';

function describePlace({
  destination: row,
  endpoint,
}: DeliveryStreamRow): Omit<DestinationDescription, 'DestinationId'> {
  if (endpoint) {
    const { EndpointConfiguration, S3Configuration, ...rest } = endpoint;
    const { AccessKey: _, ...shown } = { ...EndpointConfiguration };
    const described = { ...rest, EndpointConfiguration: shown, S3DestinationDescription: S3Configuration };
    return { HttpEndpointDestinationDescription: described as never };
  }
  const { S3BackupConfiguration: backup, ...destination } = row;
  const described = { ...destination, ...(backup && { S3BackupDescription: backup }) };
  const { BucketARN, BufferingHints, CompressionFormat, EncryptionConfiguration, RoleARN } = destination;
  return {
    S3DestinationDescription: { BucketARN, BufferingHints, CompressionFormat, EncryptionConfiguration, RoleARN },
    ExtendedS3DestinationDescription: described as never,
  };
}

export function describeStream(row: DeliveryStreamRow): DeliveryStreamDescription {
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
    Destinations: [{ DestinationId: destinationId, ...describePlace(row) }],
    HasMoreDestinations: false,
  };
}
