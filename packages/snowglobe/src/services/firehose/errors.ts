import { AwsError } from '../../contract/aws-error.ts';

export const invalidArgument = (message: string) => new AwsError('InvalidArgumentException', message);

export const unsupported = (what: string) => invalidArgument(`${what} is not supported.`);

export const resourceNotFound = (name: string, account: string) =>
  new AwsError('ResourceNotFoundException', `Firehose ${name} under account ${account} not found.`);

export const resourceInUse = (name: string, account: string) =>
  new AwsError('ResourceInUseException', `Firehose ${name} under accountId ${account} already exists`);

export const sourceNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Kinesis stream ${arn} not found.`);

export const encryptionNeedsDirectPut = () =>
  invalidArgument('Server-side encryption is supported only for delivery streams with DirectPut as their source.');

export const cannotAssume = (roleArn: string) =>
  invalidArgument(`Firehose is unable to assume role ${roleArn}. Please check the role provided.`);

export const concurrentModification = () =>
  new AwsError(
    'ConcurrentModificationException',
    'The version of the delivery stream that you want to update is not the current one.',
  );

/** What KMS said when a record was put on an encrypted stream. */
export const invalidKmsResource = (refusal: AwsError) =>
  new AwsError(
    'InvalidKMSResourceException',
    refusal.code.startsWith('AccessDenied')
      ? `The grant for the CMK to this delivery stream might have been revoked or caller might not have sufficient permissions for the CMK. ${refusal.message}`
      : refusal.message,
    { members: { code: refusal.code } },
  );

/** AWS: "Attempts to send data to a Firehose stream that is not in the ACTIVE state cause an exception." */
export const notActive = (name: string, account: string) =>
  new AwsError('ResourceNotFoundException', `Firehose ${name} under account ${account} is not in ACTIVE state.`);

export const slowDown = () => new AwsError('ServiceUnavailableException', 'Slow down.');

export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message);
