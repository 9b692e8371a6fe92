import { AwsError } from '../../contract/aws-error.ts';

/** Texts: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html and answers of the service. */

/** AWS sends no text. */
export const parameterNotFound = () => new AwsError('ParameterNotFound', '');

export const publicParameter = (name: string) =>
  new AwsError('ParameterNotFound', `AWS's public parameters are not available here: ${name}`);

export const parameterVersionNotFound = (name: string, version: string) =>
  new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );

export const parameterAlreadyExists = () =>
  new AwsError(
    'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  );

export const hierarchyTypeMismatch = () =>
  new AwsError(
    'HierarchyTypeMismatchException',
    "Parameter Store does not support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
  );

export const hierarchyLevelLimitExceeded = () =>
  new AwsError('HierarchyLevelLimitExceededException', 'A hierarchy can have a maximum of 15 levels.');

export const patternMismatch = (pattern: string) =>
  new AwsError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );

export const invalidAllowedPattern = (pattern: string) =>
  new AwsError(
    'InvalidAllowedPatternException',
    `The request does not meet the regular expression requirement: ${pattern}`,
  );

export const maxVersionsWithLabel = (name: string, version: number) =>
  new AwsError(
    'ParameterMaxVersionLimitExceeded',
    `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
  );

export const labelLimitExceeded = () =>
  new AwsError('ParameterVersionLabelLimitExceeded', 'A parameter version can have a maximum of ten labels.');

export const reservedName = (name: string) =>
  new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);

export const validation = (message: string) => new AwsError('ValidationException', message);

export const invalidResourceId = () =>
  new AwsError(
    'InvalidResourceId',
    'The resource ID is not valid. Verify that you entered the correct ID and try again.',
  );

export const invalidResourceType = (type: string) =>
  new AwsError('InvalidResourceType', `Only parameters can be tagged here, not ${type}.`);

export const tooManyTags = () =>
  new AwsError(
    'TooManyTagsError',
    'The Targets parameter includes too many tags. Remove one or more tags and try the command again.',
  );

export const invalidFilterKey = (key: string) =>
  new AwsError('InvalidFilterKey', `The specified filter key is not valid: ${key}`);

export const invalidFilterOption = (option: string) =>
  new AwsError('InvalidFilterOption', `The specified filter option is not valid: ${option}`);

export const invalidNextToken = () => new AwsError('InvalidNextToken', 'The specified token is not valid.');
