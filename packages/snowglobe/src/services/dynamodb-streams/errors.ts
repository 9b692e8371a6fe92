import { AwsError } from '../../contract/aws-error.ts';

export const streamNotFound = (arn: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
export const shardNotFound = (shardId: string) =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Shard does not exist: ${shardId}`);
export const trimmed = () =>
  new AwsError(
    'TrimmedDataAccessException',
    'The operation attempted to read past the oldest stream record in a shard. Please obtain a new iterator.',
  );
export const expiredIterator = () =>
  new AwsError('ExpiredIteratorException', 'Iterator expired. The iterator was created more than 15 minutes ago.');
export const validation = (message: string) => new AwsError('ValidationException', message);
export const invalidIterator = () => validation('Invalid ShardIterator');
