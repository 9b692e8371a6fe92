import { AwsError } from '../../contract/aws-error.ts';

const user = { Type: 'User' };

export const functionNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404, members: user });

export const aliasNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${arn}`, { status: 404, members: user });

export const notFound = (message: string) =>
  new AwsError('ResourceNotFoundException', message, { status: 404, members: user });

export const noPolicy = () => notFound('The resource you requested does not exist.');

export const functionExists = (name: string) =>
  new AwsError('ResourceConflictException', `Function already exist: ${name}`, { status: 409, members: user });

export const conflict = (message: string) =>
  new AwsError('ResourceConflictException', message, { status: 409, members: user });

export const invalidParameter = (message: string) =>
  new AwsError('InvalidParameterValueException', message, { status: 400, members: user });

/** A parameter that exists on AWS and is not supported here. */
export const unsupported = (parameter: string) =>
  invalidParameter(`Snowglobe does not support ${parameter} of Lambda functions.`);

export const preconditionFailed = (resource: string) =>
  new AwsError(
    'PreconditionFailedException',
    `The RevisionId provided does not match the latest RevisionId. Call the ${resource} API to retrieve the latest RevisionId.`,
    { status: 412, members: user },
  );

export const roleNotAssumable = () =>
  invalidParameter('The role defined for the function cannot be assumed by Lambda.');

/** The same, found when an environment is started. */
export const roleLost = (roleArn: string) =>
  new AwsError('AccessDeniedException', `The role defined for the function cannot be assumed by Lambda: ${roleArn}`, {
    status: 403,
    members: user,
  });

export const requestNotJson = (reason: string) =>
  new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`, {
    status: 400,
    members: user,
  });

export const requestTooLarge = (sizeBytes: number, limitBytes: number) =>
  new AwsError(
    'RequestTooLargeException',
    `Request must be smaller than ${limitBytes} bytes for the InvokeFunction operation`,
    { status: 413, members: { ...user, Size: sizeBytes } },
  );

/** `reason` is one of AWS's ThrottleReason. */
export const tooManyRequests = (
  reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded',
) => new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429, members: { ...user, Reason: reason } });

export const stopping = () =>
  new AwsError('ServiceException', 'Snowglobe is stopping.', { status: 500, members: { Type: 'Service' } });

export const policyTooLarge = (sizeBytes: number, limitBytes: number) =>
  new AwsError(
    'PolicyLengthExceededException',
    `The final policy size (${sizeBytes}) is bigger than the limit (${limitBytes}).`,
    { status: 400, members: user },
  );
