import { AwsError } from '../../contract/aws-error.ts';

/** `Invalid parameter: ...`, as nearly every refusal of SNS begins. */
export const invalidParameter = (what: string) => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);

export const topicNotFound = () => new AwsError('NotFound', 'Topic does not exist');

export const subscriptionNotFound = () => new AwsError('NotFound', 'Subscription does not exist');

export const resourceNotFound = () => new AwsError('ResourceNotFound', 'Resource does not exist');

export const malformedArn = (parameter: string, parts: number) =>
  invalidParameter(`${parameter} Reason: An ARN must have at least 6 elements, not ${parts}`);

export const topicDiffers = (parameter: 'Attributes' | 'Tags') =>
  invalidParameter(`${parameter} Reason: Topic already exists with different ${parameter.toLowerCase()}`);

export const subscriptionDiffers = () =>
  invalidParameter('Attributes Reason: Subscription already exists with different attributes');

/** Something of AWS's that this globe does not have. */
export const unsupported = (what: string) => invalidParameter(`${what} is not supported by this globe`);

export const attributeValueInvalid = (message: string) => new AwsError('ParameterValueInvalid', message);

export const tagLimitExceeded = () =>
  new AwsError('TagLimitExceeded', 'Could not complete request: tag quota of per resource exceeded');

export const invalidToken = () => invalidParameter('Token');

export const unauthenticatedUnsubscribe = () =>
  new AwsError(
    'AuthorizationError',
    'The subscription can be deleted by an authenticated request of its owner or of the topic only',
    { status: 403 },
  );

/** AWS's code; the words are ours. */
export const archiveIsActive = () =>
  new AwsError('InvalidState', 'A topic with an active ArchivePolicy cannot be deleted', { status: 400 });

export const emptyBatch = () => new AwsError('EmptyBatchRequest', 'The batch request does not contain any entries.');

export const tooManyEntries = () =>
  new AwsError('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');

export const entryIdsNotDistinct = () =>
  new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');

export const invalidEntryId = () =>
  new AwsError(
    'InvalidBatchEntryId',
    'The Id of a batch entry in a batch request does not abide by the specification.',
  );

export const batchTooLong = () =>
  new AwsError('BatchRequestTooLong', 'The length of all the messages put together is more than the limit.');
