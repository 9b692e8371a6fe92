import { AwsError } from '../../contract/aws-error.ts';

export const notFound = (message: string) => new AwsError('NotFoundException', message);

export const keyNotFound = (arn: string) => notFound(`Key '${arn}' does not exist`);

export const aliasNotFound = (arn: string) => notFound(`Alias ${arn} is not found.`);

export const aliasExists = (arn: string) =>
  new AwsError('AlreadyExistsException', `An alias with the name ${arn} already exists`);

export const invalidAliasName = (message: string) => new AwsError('InvalidAliasNameException', message);

export const disabled = (arn: string) => new AwsError('DisabledException', `${arn} is disabled.`);

export const pendingDeletion = (arn: string) => new AwsError('KMSInvalidStateException', `${arn} is pending deletion.`);

export const notPendingDeletion = (arn: string) =>
  new AwsError('KMSInvalidStateException', `${arn} is not pending deletion.`);

export const invalidKeyUsage = (arn: string, usage: string, operation: string) =>
  new AwsError('InvalidKeyUsageException', `${arn} key usage is ${usage} which is not valid for ${operation}.`);

export const invalidAlgorithm = (algorithm: string, spec: string) =>
  new AwsError('InvalidKeyUsageException', `Algorithm ${algorithm} is incompatible with key spec ${spec}.`);

export const invalidCiphertext = () => new AwsError('InvalidCiphertextException', '');

export const incorrectKey = () =>
  new AwsError(
    'IncorrectKeyException',
    'The key ID in the request does not identify a CMK that can perform this operation.',
  );

export const invalidSignature = () => new AwsError('KMSInvalidSignatureException', '');

export const invalidMac = () => new AwsError('KMSInvalidMacException', '');

export const validation = (message: string) => new AwsError('ValidationException', message);

export const wrongDigestLength = (algorithm: string) =>
  validation(`Digest is invalid length for algorithm ${algorithm}.`);

export const unsupported = (message: string) => new AwsError('UnsupportedOperationException', message);

export const malformedPolicy = (message: string) => new AwsError('MalformedPolicyDocumentException', message);

export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message);

export const tagError = (message: string) => new AwsError('TagException', message);

export const invalidMarker = () => new AwsError('InvalidMarkerException', 'The marker is invalid.');

export const invalidGrantToken = () => new AwsError('InvalidGrantTokenException', 'The grant token is invalid.');

export const managedKey = (arn: string, operation: string) =>
  new AwsError('AccessDeniedException', `${operation} is not allowed on ${arn}: the key is managed by AWS.`);

export const dryRun = () =>
  new AwsError('DryRunOperationException', 'The request would have succeeded, but the DryRun option is set.');
