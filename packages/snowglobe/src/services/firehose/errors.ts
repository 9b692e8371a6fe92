import { AwsError } from '../../contract/aws-error.ts';

export const invalidArgument = (message: string) => new AwsError('InvalidArgumentException', message);

export const unsupported = (what: string) => invalidArgument(`${what} is not supported.`);

export const resourceNotFound = (name: string, account: string) =>
  new AwsError('ResourceNotFoundException', `Firehose ${name} under account ${account} not found.`);

export const resourceInUse = (name: string, account: string) =>
  new AwsError('ResourceInUseException', `Firehose ${name} under accountId ${account} already exists`);

export const sourceNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Kinesis stream ${arn} not found.`);

export const cannotAssume = (roleArn: string) =>
  invalidArgument(`Firehose is unable to assume role ${roleArn}. Please check the role provided.`);

export const concurrentModification = () =>
  new AwsError(
    'ConcurrentModificationException',
    'The version of the delivery stream that you want to update is not the current one.',
  );

export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message);
