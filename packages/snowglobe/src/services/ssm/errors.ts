import { AwsError } from '../../contract/aws-error.ts';

/** Texts: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html and answers of the service. */

/** Every error of the service is a 400 on the wire, whatever its model says. */
const ssmError = (code: string, message: string) => new AwsError(code, message, { status: 400 });

/** AWS sends no text. */
export const parameterNotFound = () => ssmError('ParameterNotFound', '');

export const publicParameter = (name: string) =>
  ssmError('ParameterNotFound', `AWS's public parameters are not available here: ${name}`);

export const parameterVersionNotFound = (name: string, version: string) =>
  ssmError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );

export const parameterAlreadyExists = () =>
  ssmError(
    'ParameterAlreadyExists',
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  );

export const hierarchyTypeMismatch = () =>
  ssmError(
    'HierarchyTypeMismatchException',
    "Parameter Store does not support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
  );

export const hierarchyLevelLimitExceeded = () =>
  ssmError('HierarchyLevelLimitExceededException', 'A hierarchy can have a maximum of 15 levels.');

export const patternMismatch = (pattern: string) =>
  ssmError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );

export const invalidAllowedPattern = (pattern: string) =>
  ssmError(
    'InvalidAllowedPatternException',
    `The request does not meet the regular expression requirement: ${pattern}`,
  );

export const maxVersionsWithLabel = (name: string, version: number) =>
  ssmError(
    'ParameterMaxVersionLimitExceeded',
    `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
  );

export const labelLimitExceeded = () =>
  ssmError('ParameterVersionLabelLimitExceeded', 'A parameter version can have a maximum of ten labels.');

export const reservedName = (name: string) =>
  ssmError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);

export const validation = (message: string) => ssmError('ValidationException', message);

export const invalidResourceId = () =>
  ssmError('InvalidResourceId', 'The resource ID is not valid. Verify that you entered the correct ID and try again.');

export const invalidResourceType = (type: string) =>
  ssmError('InvalidResourceType', `Only parameters can be tagged here, not ${type}.`);

export const tooManyTags = () =>
  ssmError(
    'TooManyTagsError',
    'The Targets parameter includes too many tags. Remove one or more tags and try the command again.',
  );

export const invalidFilterKey = (key: string) =>
  ssmError('InvalidFilterKey', `The specified filter key is not valid: ${key}`);

export const invalidFilterOption = (option: string) =>
  ssmError('InvalidFilterOption', `The specified filter option is not valid: ${option}`);

export const invalidNextToken = () => ssmError('InvalidNextToken', 'The specified token is not valid.');
