import { AwsError } from '../../contract/aws-error.ts';

const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);
const alreadyExists = (message: string) => new AwsError('ResourceAlreadyExistsException', message);

export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);

export const noSuchLogGroup = () => notFound('The specified log group does not exist.');
export const noSuchLogStream = () => notFound('The specified log stream does not exist.');
export const noSuchSubscriptionFilter = () => notFound('The specified subscription filter does not exist.');
export const noSuchResourcePolicy = (name: string) => notFound(`Policy with name [${name}] does not exist.`);

export const logGroupTaken = () => alreadyExists('The specified log group already exists');
export const logStreamTaken = () => alreadyExists('The specified log stream already exists');

export const outOfOrder = () =>
  invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
export const batchSpansTooMuch = () =>
  invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
export const uploadTooLarge = (bytes: number, limit: number) =>
  invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${limit}`);
export const eventTooLarge = (bytes: number, limit: number) =>
  invalidParameter(`Log event too large: ${bytes} bytes exceeds limit of ${limit}`);
export const invalidNextToken = () => invalidParameter('The specified nextToken is invalid.');
export const invalidFilterPattern = () => invalidParameter('Invalid filter pattern');
export const cannotOrderByTimeWithPrefix = () =>
  invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
export const prefixAndNames = () =>
  invalidParameter('Only one of logStreamNamePrefix and logStreamNames may be specified.');
export const nameOrIdentifier = () =>
  invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be specified.');
export const prefixAndPattern = () =>
  invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');

export const tooManySubscriptionFilters = () => new AwsError('LimitExceededException', 'Resource limit exceeded.');
export const tooManyResourcePolicies = () => new AwsError('LimitExceededException', 'Resource limit exceeded.');

/** What the globe does not do. */
export const notSupported = (what: string) => invalidParameter(`Snowglobe does not support ${what} yet.`);
