import { AwsError } from '../../contract/aws-error.ts';

export const durationExceedsMaximum = () =>
  new AwsError('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');

export const durationExceedsChaining = () =>
  new AwsError(
    'ValidationError',
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  );

export const malformedSessionPolicy = (message: string) =>
  new AwsError('MalformedPolicyDocumentException', message, { status: 400 });

export const noSuchSessionPolicy = (arn: string) =>
  new AwsError('ValidationError', `The managed policy ${arn} does not exist or is not attachable.`);

export const sessionPolicyTooLarge = (percent: number) =>
  new AwsError(
    'PackedPolicyTooLargeException',
    `Packed size of session tags and policies consumes ${percent}% of allotted space.`,
    { status: 400 },
  );

export const duplicateTagKeys = () =>
  new AwsError('InvalidParameterValue', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');

export const cannotUseSessionCredentials = (operation: string) =>
  new AwsError('AccessDenied', `Cannot call ${operation} with session credentials`, { status: 403 });

export const missingToken = () =>
  new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 });
