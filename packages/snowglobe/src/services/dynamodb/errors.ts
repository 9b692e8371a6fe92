import { AwsError } from '../../contract/aws-error.ts';
import type { Item } from './attribute-value.ts';

export const validation = (message: string) => new AwsError('ValidationException', message);
export const invalidParameter = (what: string) => validation(`One or more parameter values were invalid: ${what}`);

export const tableNotFound = () => new AwsError('ResourceNotFoundException', 'Requested resource not found');
export const namedTableNotFound = (name: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
export const resourceArnNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
export const continuousBackupsTableNotFound = (name: string) =>
  new AwsError('TableNotFoundException', `Table not found: ${name}`);
export const policyNotFound = (arn: string) =>
  new AwsError('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${arn}`);
export const tableInUse = (name: string) => new AwsError('ResourceInUseException', `Table already exists: ${name}`);
export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message);

/** `item` is the item as it stands, when the caller asked for it. */
export const conditionFailed = (item?: Item) =>
  new AwsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    item ? { members: { Item: item } } : {},
  );

export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}
export const transactionCanceled = (reasons: readonly CancellationReason[]) =>
  new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map((reason) => reason.Code).join(', ')}]`,
    { members: { CancellationReasons: reasons } },
  );
export const tokenMismatch = () =>
  new AwsError(
    'IdempotentParameterMismatchException',
    'The provided client request token was already used with different request parameters',
  );

export const invalidNumber = (text: string) =>
  validation(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
export const tooManyDigits = () => validation('Attempting to store more than 38 significant digits in a Number');
export const numberOverflow = () =>
  validation('Number overflow. Attempting to store a number with magnitude larger than supported range');
export const numberUnderflow = () =>
  validation('Number underflow. Attempting to store a number with magnitude smaller than supported range');
export const emptyValue = () =>
  validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
export const manyTypes = () =>
  validation(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
export const itemTooLarge = () => validation('Item size has exceeded the maximum allowed size');
export const itemTooLargeToUpdate = () => validation('Item size to update has exceeded the maximum allowed size');
export const nestedTooDeep = () => validation('Nesting Levels have exceeded supported limits');

export const keyMismatch = () => validation('The provided key element does not match the schema');
export const missingKey = (name: string) => invalidParameter(`Missing the key ${name} in the item`);
export const keyTypeMismatch = (name: string, expected: string, actual: string) =>
  invalidParameter(`Type mismatch for key ${name} expected: ${expected} actual: ${actual}`);
export const emptyKey = (name: string, kind: 'string' | 'binary') =>
  validation(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
  );
export const emptyRequestKey = (name: string, kind: 'string' | 'binary') =>
  invalidParameter(`The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`);
export const emptyIndexKey = (index: string, name: string, kind: 'string' | 'binary') =>
  validation(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index}, IndexKey: ${name}`,
  );
export const hashKeyTooLarge = () =>
  invalidParameter('Size of hashkey has exceeded the maximum size limit of2048 bytes');
export const rangeKeyTooLarge = () =>
  invalidParameter('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
export const indexKeyTypeMismatch = (name: string, expected: string, actual: string, index: string) =>
  invalidParameter(`Type mismatch for Index Key ${name} Expected: ${expected} Actual: ${actual} IndexName: ${index}`);
export const nestedKey = (kind: 'Key' | 'IndexKey', name: string) =>
  validation(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
  );
export const cannotUpdateKey = (name: string) =>
  invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);
export const unknownIndex = (name: string) => validation(`The table does not have the specified index: ${name}`);
export const notSupported = (what: string) => validation(`${what} is not supported by Snowglobe`);
