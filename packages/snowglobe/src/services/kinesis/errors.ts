import { AwsError } from '../../contract/aws-error.ts';
import type { Scope } from '../../contract/scope.ts';

export const streamNotFound = (name: string, scope: Scope) =>
  new AwsError('ResourceNotFoundException', `Stream ${name} under account ${scope.account} not found.`);

export const streamExists = (name: string, scope: Scope) =>
  new AwsError('ResourceInUseException', `Stream ${name} under account ${scope.account} already exists.`);

export const shardNotFound = (shardId: string, name: string, scope: Scope) =>
  new AwsError(
    'ResourceNotFoundException',
    `Shard ${shardId} in stream ${name} under account ${scope.account} does not exist`,
  );

/** What the resharding operations say instead. */
export const couldNotFindShard = (shardId: string, name: string, scope: Scope) =>
  new AwsError(
    'ResourceNotFoundException',
    `Could not find shard ${shardId} in stream ${name} under account ${scope.account}.`,
  );

export const resourceNotFound = (message: string) => new AwsError('ResourceNotFoundException', message);

export const resourceInUse = (message: string) => new AwsError('ResourceInUseException', message);

export const invalidArgument = (message: string) => new AwsError('InvalidArgumentException', message);

export const validation = (message: string) => new AwsError('ValidationException', message);

export const limitExceeded = (message: string) => new AwsError('LimitExceededException', message);

export const expiredIterator = (message: string) => new AwsError('ExpiredIteratorException', message);

export const rateExceeded = (shardId: string, name: string, scope: Scope) =>
  new AwsError('ProvisionedThroughputExceededException', rateExceededText(shardId, name, scope));

/** The same, as an entry of a PutRecords answer. */
export const rateExceededText = (shardId: string, name: string, scope: Scope) =>
  `Rate exceeded for shard ${shardId} in stream ${name} under account ${scope.account}.`;

export const unsupported = (what: string) => invalidArgument(`${what} is not supported by this globe.`);
