import type { DeliveryStreamDescription } from '@aws-sdk/client-firehose';
import { formatArn, parseArn } from '../../contract/arn.ts';
import type { Globe } from '../../contract/globe.ts';
import type { Call } from '../../contract/operation.ts';
import type { Scope } from '../../contract/scope.ts';
import { resourceNotFound } from './errors.ts';
import { type DeliveryStreamRow, deliveryStreams } from './tables.ts';

export const deliveryStreamArn = (scope: Scope, name: string): string =>
  formatArn('firehose', scope, `deliverystream/${name}`);

export interface StreamAddress {
  readonly scope: Scope;
  readonly name: string;
}

export function addressOfArn(arn: string): StreamAddress | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'firehose' || !parsed.resource.startsWith('deliverystream/')) return undefined;
  const { account, region, resource } = parsed;
  return { scope: { account, region }, name: resource.slice('deliverystream/'.length) };
}

export function findStream(globe: Globe, { name, scope }: StreamAddress): DeliveryStreamRow | undefined {
  return globe.store.collection(deliveryStreams, scope).get(name);
}

/** Throws ResourceNotFoundException. */
export function getStream(call: Call, name = ''): DeliveryStreamRow {
  const row = findStream(call.globe, { scope: call.scope, name });
  if (!row) throw resourceNotFound(name, call.scope.account);
  return row;
}

export const destinationId = 'destinationId-000000000001';

export function describeStream(row: DeliveryStreamRow): DeliveryStreamDescription {
  const { S3BackupConfiguration: backup, ...destination } = row.destination;
  const described = { ...destination, ...(backup && { S3BackupDescription: backup }) };
  const { BucketARN, BufferingHints, CompressionFormat, EncryptionConfiguration, RoleARN } = destination;
  return {
    DeliveryStreamName: row.name,
    DeliveryStreamARN: row.arn,
    DeliveryStreamStatus: 'ACTIVE',
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
