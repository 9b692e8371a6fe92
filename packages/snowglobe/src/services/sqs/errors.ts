import { AwsError } from '../../contract/aws-error.ts';

export const queueDoesNotExist = () => new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

export const queueNameExists = (attribute: string) =>
  new AwsError(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );

export const invalidParameter = (message: string) => new AwsError('InvalidParameterValue', message);

/** AWS's sentence for one wrong value. */
export const invalidValue = (value: unknown, parameter: string, reason: string) =>
  invalidParameter(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missingParameter = (parameter: string) =>
  new AwsError('MissingParameter', `The request must contain the parameter ${parameter}.`);

export const unknownAttribute = (name: string) => new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);

export const invalidAttributeValue = (name: string) =>
  new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

export const invalidMessageContents = () =>
  new AwsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );

export const messageTooLong = (maximumBytes: number) =>
  invalidParameter(`One or more parameters are invalid. Reason: Message must be shorter than ${maximumBytes} bytes.`);

export const receiptHandleInvalid = (handle: string) =>
  new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);

export const receiptHandleExpired = (handle: string) =>
  invalidValue(handle, 'ReceiptHandle', 'The receipt handle has expired.');

export const messageNotAvailable = (handle: string) =>
  invalidValue(handle, 'ReceiptHandle', 'Message does not exist or is not available for visibility timeout change.');

export const messageNotInFlight = () => new AwsError('MessageNotInflight', "The specified message isn't in flight.");

export const tooManyInFlight = () =>
  new AwsError('OverLimit', 'Too many messages in flight: the queue has reached its limit of in flight messages.');

export const emptyBatch = (entryShape: string) =>
  new AwsError('EmptyBatchRequest', `There should be at least one ${entryShape} in the request.`);

export const tooManyEntries = (maximum: number, sent: number) =>
  new AwsError(
    'TooManyEntriesInBatchRequest',
    `Maximum number of entries per request are ${maximum}. You have sent ${sent}.`,
  );

export const entryIdsNotDistinct = (id: string) => new AwsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);

export const invalidEntryId = () =>
  new AwsError(
    'InvalidBatchEntryId',
    'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
  );

export const batchTooLong = (maximumBytes: number, sentBytes: number) =>
  new AwsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${maximumBytes} bytes. You have sent ${sentBytes} bytes.`,
  );

const kmsCodes: Readonly<Record<string, string>> = {
  AccessDenied: 'KmsAccessDenied',
  AccessDeniedException: 'KmsAccessDenied',
  DisabledException: 'KmsDisabled',
  InvalidKeyUsageException: 'KmsInvalidKeyUsage',
  KMSInvalidStateException: 'KmsInvalidState',
  NotFoundException: 'KmsNotFound',
};

/** What KMS refused, as SQS tells it: `KMS.AccessDeniedException` on the wire. */
export const kmsRefusal = ({ code, message }: AwsError) => new AwsError(kmsCodes[code] ?? `KMS.${code}`, message);

export const purgeInProgress = (queueName: string) =>
  new AwsError('PurgeQueueInProgress', `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`);

export const resourceNotFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const unsupportedOperation = (message: string) => new AwsError('UnsupportedOperation', message);

export const overLimit = (message: string) => new AwsError('OverLimit', message);
