import { AwsError } from '../../contract/aws-error.ts';
import type { CauseLink } from '../../contract/cause.ts';
import type { Globe } from '../../contract/globe.ts';
import type { StreamAddress } from './delivery-stream.ts';
import { assumeFirehoseRole } from './role.ts';
import type { DeliveryStreamRow } from './tables.ts';

const codes: Readonly<Record<string, string>> = {
  AccessDeniedException: 'KMS.AccessDeniedException',
  DisabledException: 'KMS.DisabledException',
  KMSInvalidStateException: 'KMS.InvalidStateException',
  NotFoundException: 'KMS.NotFoundException',
  AccessDenied: 'S3.AccessDenied',
  NoSuchBucket: 'S3.NoSuchBucket',
};

/** Writes an error to the stream's log, when it has one. https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html */
export async function logDeliveryError(
  globe: Globe,
  { scope }: StreamAddress,
  row: DeliveryStreamRow,
  error: AwsError,
  cause: CauseLink,
): Promise<void> {
  const { CloudWatchLoggingOptions: options, BucketARN } = row.destination;
  const RoleARN = row.endpoint?.RoleARN ?? row.destination.RoleARN;
  if (!options?.Enabled) return;
  const message = JSON.stringify({
    deliveryStreamARN: row.arn,
    destination: row.endpoint?.EndpointConfiguration?.Url ?? BucketARN,
    deliveryStreamVersionId: Number(row.versionId),
    message: error.message,
    errorCode: codes[error.code] ?? (error.code.includes('.') ? error.code : `S3.${error.code}`),
  });
  const input = {
    logGroupName: options.LogGroupName,
    logStreamName: options.LogStreamName,
    logEvents: [{ timestamp: globe.clock.now(), message }],
  };
  try {
    const caller = assumeFirehoseRole(globe, scope.account, RoleARN);
    await globe.call({ service: 'cloudwatch-logs', operation: 'PutLogEvents', input, scope, caller, cause });
  } catch (refusal) {
    // AWS: a log that may not be written to, or is not there, loses the message; the delivery goes on.
    if (!(refusal instanceof AwsError)) throw refusal;
  }
}
