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

export const transitiveTagConflict = () =>
  new AwsError(
    'InvalidParameterValue',
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    { status: 400 },
  );

export const notAuthorizedByToken = () =>
  new AwsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', { status: 403 });

export const invalidIdentityToken = (message: string) =>
  new AwsError('InvalidIdentityTokenException', message, { status: 400 });

export const noProvider = (issuer: string) =>
  invalidIdentityToken(`No OpenIDConnect provider found in your account for ${issuer}`);

export const wrongAudience = () => invalidIdentityToken('Incorrect token audience');

export const notAToken = () =>
  invalidIdentityToken(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );

export const noVerificationKey = () =>
  invalidIdentityToken(
    "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
  );

export const tokenExpired = (nowSeconds: number, expirySeconds: number) =>
  new AwsError(
    'ExpiredTokenException',
    `Token expired: current date/time ${nowSeconds} must be before the expiration date/time ${expirySeconds}`,
    { status: 400 },
  );

export const cannotUseSessionCredentials = (operation: string) =>
  new AwsError('AccessDenied', `Cannot call ${operation} with session credentials`, { status: 403 });

export const missingToken = () =>
  new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', { status: 403 });
