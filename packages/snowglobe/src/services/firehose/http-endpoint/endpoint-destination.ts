import type {
  HttpEndpointDestinationConfiguration,
  HttpEndpointDestinationUpdate,
  S3DestinationConfiguration,
} from '@aws-sdk/client-firehose';
import { invalidArgument, unsupported } from '../errors.ts';
import type { Destination } from '../tables.ts';

const defaults = {
  BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
  RetryOptions: { DurationInSeconds: 300 },
  RequestConfiguration: { ContentEncoding: 'NONE', CommonAttributes: [] },
  S3BackupMode: 'FailedDataOnly',
  CloudWatchLoggingOptions: { Enabled: false },
} as const;

/** The endpoint with AWS's defaults. Throws InvalidArgumentException for what is not here. */
export function checkedEndpoint(given: HttpEndpointDestinationConfiguration): HttpEndpointDestinationConfiguration {
  if (given.SecretsManagerConfiguration?.Enabled) throw unsupported('SecretsManagerConfiguration');
  const { Url = '' } = given.EndpointConfiguration ?? {};
  if (!URL.canParse(Url)) throw invalidArgument(`The URL ${Url} of the endpoint is not valid.`);
  const types = given.ProcessingConfiguration?.Processors?.map(({ Type }) => Type) ?? [];
  if (types.includes('MetadataExtraction')) throw invalidArgument('MetadataExtraction is for S3 destinations.');
  return {
    ...given,
    BufferingHints: { ...defaults.BufferingHints, ...given.BufferingHints },
    RetryOptions: { ...defaults.RetryOptions, ...given.RetryOptions },
    RequestConfiguration: { ...defaults.RequestConfiguration, CommonAttributes: [], ...given.RequestConfiguration },
    S3BackupMode: given.S3BackupMode ?? defaults.S3BackupMode,
    CloudWatchLoggingOptions: given.CloudWatchLoggingOptions ?? defaults.CloudWatchLoggingOptions,
  };
}

/** The bucket of an endpoint, with how records are processed on their way. */
export function bucketOfEndpoint(endpoint: HttpEndpointDestinationConfiguration): Destination {
  const { BufferingHints, CloudWatchLoggingOptions, ProcessingConfiguration, S3Configuration } = endpoint;
  return {
    ...(S3Configuration as S3DestinationConfiguration),
    BufferingHints,
    CloudWatchLoggingOptions,
    ...(ProcessingConfiguration && { ProcessingConfiguration }),
  };
}

export function mergedEndpoint(
  current: HttpEndpointDestinationConfiguration,
  { S3Update, ...update }: HttpEndpointDestinationUpdate,
): HttpEndpointDestinationConfiguration {
  return {
    ...current,
    ...update,
    BufferingHints: { ...current.BufferingHints, ...update.BufferingHints },
    S3Configuration: { ...(current.S3Configuration as S3DestinationConfiguration), ...S3Update },
  } as HttpEndpointDestinationConfiguration;
}
