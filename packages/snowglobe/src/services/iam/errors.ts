import { AwsError } from '../../contract/aws-error.ts';

const noSuchEntity = (message: string) => new AwsError('NoSuchEntityException', message, { status: 404 });
const alreadyExists = (message: string) => new AwsError('EntityAlreadyExistsException', message, { status: 409 });
const limitExceeded = (message: string) => new AwsError('LimitExceededException', message, { status: 409 });

export const noSuchRole = (name: string) => noSuchEntity(`The role with name ${name} cannot be found.`);
export const noSuchUser = (name: string) => noSuchEntity(`The user with name ${name} cannot be found.`);
export const noSuchGroup = (name: string) => noSuchEntity(`The group with name ${name} cannot be found.`);
export const noSuchPolicy = (arn: string) => noSuchEntity(`Policy ${arn} was not found.`);
export const noSuchInstanceProfile = (name: string) => noSuchEntity(`Instance Profile ${name} cannot be found.`);
export const noSuchAccessKey = (id: string) => noSuchEntity(`The Access Key with id ${id} cannot be found.`);

export const noSuchOidcProvider = (arn: string) => noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);

export const oidcProviderTaken = (url: string) => alreadyExists(`Provider with url ${url} already exists.`);

export const validationError = (message: string) => new AwsError('ValidationError', message, { status: 400 });

/** Attaching a policy that is not there, or that the globe does not know. */
export const notAttachable = (arn: string) => noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);

export const noSuchPolicyVersion = (arn: string, version: string) =>
  noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);

/** Kind is `role`, `user` or `group`. */
export const noSuchInlinePolicy = (kind: string, name: string) =>
  noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);

/** Kind is `Role`, `User` or `Group`. */
export const nameTaken = (kind: string, name: string) => alreadyExists(`${kind} with name ${name} already exists.`);

export const policyNameTaken = (name: string) =>
  alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);

export const instanceProfileTaken = (name: string) => alreadyExists(`Instance Profile ${name} already exists.`);

export const deleteConflict = (message: string) => new AwsError('DeleteConflictException', message, { status: 409 });

export const malformedPolicy = (message: string) =>
  new AwsError('MalformedPolicyDocumentException', message, { status: 400 });

export const quotaExceeded = (quota: string, limit: number) =>
  limitExceeded(`Cannot exceed quota for ${quota}: ${limit}`);

/** Kind is `role`, `user` or `group`. */
export const inlinePoliciesTooLarge = (kind: string, name: string, limit: number) =>
  limitExceeded(`Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`);

export const tooManyVersions = () =>
  limitExceeded(
    'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
  );

export const invalidInput = (message: string) => new AwsError('InvalidInputException', message, { status: 400 });

export const invalidMarker = () => invalidInput('Invalid Marker.');

export const mustNameUser = () =>
  new AwsError('ValidationError', 'Must specify userName when calling with non-User credentials', { status: 400 });

export const serviceLinkedRoleTaken = (name: string) =>
  invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`);

export const protectedRole = (name: string) =>
  new AwsError(
    'UnmodifiableEntityException',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    { status: 400 },
  );
