import type {
  ExtendedS3DestinationUpdate,
  S3DestinationConfiguration,
  S3DestinationUpdate,
} from '@aws-sdk/client-firehose';
import { AwsError } from '../../contract/aws-error.ts';
import type { Call } from '../../contract/operation.ts';
import { checkConversion, conversionOf } from './conversion/conversion.ts';
import { isTimeZone } from './date-pattern.ts';
import { cannotAssume, invalidArgument } from './errors.ts';
import { queryError } from './jq.ts';
import { bufferDefaults, largeBuffers } from './limits.ts';
import { isPartitioned } from './partitioning.ts';
import { checkPrefixes, partitionKeyNames } from './prefix.ts';
import { checkProcessor, extractionQueryOf, lambdaProcessorOf } from './processor.ts';
import { assumeFirehoseRole } from './role.ts';
import type { Destination } from './tables.ts';

/** Throws InvalidArgumentException where partitions cannot be made as asked. */
function checkPartitioning(destination: Destination): void {
  const { BufferingHints, ErrorOutputPrefix, Prefix } = destination;
  const names = partitionKeyNames(Prefix);
  if (!isPartitioned(destination)) {
    if (names.length > 0) {
      throw invalidArgument(
        'Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.',
      );
    }
    if (extractionQueryOf(destination) !== undefined) {
      throw invalidArgument('MetadataExtraction processor can only be used when Dynamic Partitioning is enabled.');
    }
    return;
  }
  if (names.length === 0) {
    throw invalidArgument('Prefix must contain Dynamic Partitioning Namespaces when Dynamic Partitioning is enabled.');
  }
  if (!ErrorOutputPrefix)
    throw invalidArgument('ErrorOutputPrefix must be given when Dynamic Partitioning is enabled.');
  const sources = {
    partitionKeyFromQuery: extractionQueryOf(destination),
    partitionKeyFromLambda: lambdaProcessorOf(destination),
  };
  const processors = { partitionKeyFromQuery: 'MetadataExtraction', partitionKeyFromLambda: 'Lambda' };
  for (const [namespace] of names) {
    if (sources[namespace] === undefined) {
      throw invalidArgument(
        `${processors[namespace]} processor should be present when Prefix has ${namespace} namespace.`,
      );
    }
  }
  requireLargeBuffer(BufferingHints, 'Dynamic Partitioning');
  if ((BufferingHints?.IntervalInSeconds ?? largeBuffers.minimumSeconds) < largeBuffers.minimumSeconds) {
    throw invalidArgument(
      `BufferingHints.IntervalInSeconds must be at least ${largeBuffers.minimumSeconds} when Dynamic Partitioning is enabled.`,
    );
  }
}

/** Throws InvalidArgumentException where records cannot be converted as asked. */
function checkFormat(destination: Destination): void {
  const conversion = conversionOf(destination);
  if (!conversion) return;
  checkConversion(conversion);
  requireLargeBuffer(destination.BufferingHints, 'data format conversion');
  if ((destination.CompressionFormat ?? 'UNCOMPRESSED') !== 'UNCOMPRESSED') {
    throw invalidArgument('CompressionFormat must be UNCOMPRESSED when data format conversion is enabled.');
  }
}

function requireLargeBuffer(hints: Destination['BufferingHints'], feature: string): void {
  if ((hints?.SizeInMBs ?? largeBuffers.minimumMb) < largeBuffers.minimumMb) {
    throw invalidArgument(
      `BufferingHints.SizeInMBs must be at least ${largeBuffers.minimumMb} when ${feature} is enabled.`,
    );
  }
}

/** Rejects with InvalidArgumentException when the query for partitions is none. */
export async function checkQuery(destination: Destination | undefined): Promise<void> {
  const query = destination && extractionQueryOf(destination);
  const error = query === undefined ? undefined : await queryError(query);
  if (error !== undefined)
    throw invalidArgument(`The MetadataExtractionQuery is not a valid JQ 1.6 expression: ${error}`);
}

function checkBackup({ S3BackupConfiguration: backup, S3BackupMode }: Destination, call: Call): void {
  if (S3BackupMode !== 'Enabled') return;
  if (!backup) throw invalidArgument('S3BackupConfiguration must be given when S3BackupMode is Enabled.');
  checkObjectSettings(backup, call);
}

/** Throws InvalidArgumentException when no object could be written so. */
export function checkObjectSettings(given: S3DestinationConfiguration, call: Call): void {
  if (!given.BucketARN?.startsWith('arn:')) throw invalidArgument('BucketARN must be the ARN of a bucket.');
  checkPrefixes(given.Prefix, given.ErrorOutputPrefix);
  requireAssumable(given.RoleARN ?? '', call);
}

/** The destination with AWS's defaults. Throws InvalidArgumentException when it cannot be written to as asked. */
export function checkedDestination(given: Destination, call: Call): Destination {
  const { CustomTimeZone, FileExtension } = given;
  if (CustomTimeZone !== undefined && !isTimeZone(CustomTimeZone)) {
    throw invalidArgument(`CustomTimeZone ${CustomTimeZone} is not a time zone.`);
  }
  if (FileExtension && !/^\.[0-9a-z!\-_.*'()]+$/.test(FileExtension)) {
    throw invalidArgument('FileExtension must begin with a period.');
  }
  checkObjectSettings(given, call);
  for (const processor of given.ProcessingConfiguration?.Processors ?? []) checkProcessor(processor);
  checkPartitioning(given);
  checkFormat(given);
  checkBackup(given, call);
  const sizes =
    isPartitioned(given) || conversionOf(given)
      ? { ...bufferDefaults, SizeInMBs: largeBuffers.defaultMb }
      : bufferDefaults;
  return {
    ...given,
    BufferingHints: { ...sizes, ...given.BufferingHints },
    CompressionFormat: given.CompressionFormat ?? 'UNCOMPRESSED',
    EncryptionConfiguration: given.EncryptionConfiguration ?? { NoEncryptionConfig: 'NoEncryption' },
    CloudWatchLoggingOptions: given.CloudWatchLoggingOptions ?? { Enabled: false },
    S3BackupMode: given.S3BackupMode ?? 'Disabled',
  };
}

export function requireAssumable(roleArn: string, call: Call): void {
  try {
    assumeFirehoseRole(call.globe, call.scope.account, roleArn);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw cannotAssume(roleArn);
  }
}

/** A backup after an update of it. */
function updatedBackup(current: S3DestinationConfiguration | undefined, update: S3DestinationUpdate | undefined) {
  if (!update) return current;
  return { ...current, ...update } as S3DestinationConfiguration;
}

/** A destination after an update: what the update names replaces what was. Throws InvalidArgumentException for what may not change. */
export function mergedDestination(current: Destination, update: ExtendedS3DestinationUpdate): Destination {
  const { S3BackupUpdate, ...rest } = update;
  const BufferingHints = { ...current.BufferingHints, ...update.BufferingHints };
  const S3BackupConfiguration = updatedBackup(current.S3BackupConfiguration, S3BackupUpdate);
  const merged = {
    ...current,
    ...rest,
    BufferingHints,
    ...(S3BackupConfiguration && { S3BackupConfiguration }),
  } as Destination;
  if (isPartitioned(current) !== isPartitioned(merged)) {
    throw invalidArgument(
      'Dynamic Partitioning can only be enabled when a delivery stream is created, and not be disabled.',
    );
  }
  if (current.S3BackupMode === 'Enabled' && merged.S3BackupMode !== 'Enabled') {
    throw invalidArgument('S3BackupMode cannot be disabled once it is enabled.');
  }
  return merged;
}
