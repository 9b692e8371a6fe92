import type { ExtendedS3DestinationUpdate } from '@aws-sdk/client-firehose';
import type { Call } from '../../contract/operation.ts';
import { compressionOf } from './compression.ts';
import { cannotAssume, invalidArgument, unsupported } from './errors.ts';
import { bufferDefaults } from './limits.ts';
import { checkPrefixes } from './prefix.ts';
import { checkProcessor } from './processor.ts';
import { assumeFirehoseRole } from './role.ts';
import type { Destination } from './tables.ts';

function refuseUnsupported(destination: Destination): void {
  const { CustomTimeZone, DataFormatConversionConfiguration, DynamicPartitioningConfiguration, S3BackupMode } =
    destination;
  if (DynamicPartitioningConfiguration?.Enabled) throw unsupported('DynamicPartitioningConfiguration');
  if (DataFormatConversionConfiguration && DataFormatConversionConfiguration.Enabled !== false) {
    throw unsupported('DataFormatConversionConfiguration');
  }
  if (CustomTimeZone !== undefined && CustomTimeZone !== 'UTC') throw unsupported(`CustomTimeZone ${CustomTimeZone}`);
  if (S3BackupMode === 'Enabled') throw unsupported('S3BackupMode Enabled');
}

/** The destination with AWS's defaults. Throws InvalidArgumentException when it cannot be written to as asked. */
export function checkedDestination(given: Destination, call: Call): Destination {
  refuseUnsupported(given);
  if (!given.BucketARN?.startsWith('arn:')) throw invalidArgument('BucketARN must be the ARN of a bucket.');
  compressionOf(given.CompressionFormat);
  checkPrefixes(given.Prefix, given.ErrorOutputPrefix);
  for (const processor of given.ProcessingConfiguration?.Processors ?? []) checkProcessor(processor);
  requireAssumable(given.RoleARN ?? '', call);
  return {
    ...given,
    BufferingHints: { ...bufferDefaults, ...given.BufferingHints },
    CompressionFormat: given.CompressionFormat ?? 'UNCOMPRESSED',
    EncryptionConfiguration: given.EncryptionConfiguration ?? { NoEncryptionConfig: 'NoEncryption' },
    CloudWatchLoggingOptions: given.CloudWatchLoggingOptions ?? { Enabled: false },
    S3BackupMode: 'Disabled',
  };
}

export function requireAssumable(roleArn: string, call: Call): void {
  try {
    assumeFirehoseRole(call.globe, call.scope.account, roleArn);
  } catch {
    throw cannotAssume(roleArn);
  }
}

/** A destination after an update: what the update names replaces what was. */
export function updatedDestination(current: Destination, update: ExtendedS3DestinationUpdate, call: Call): Destination {
  const { S3BackupUpdate: backup, ...rest } = update;
  if (backup) throw unsupported('S3BackupUpdate');
  const BufferingHints = { ...current.BufferingHints, ...update.BufferingHints };
  return checkedDestination({ ...current, ...rest, BufferingHints } as Destination, call);
}
