import { formatArn } from '../../contract/arn.ts';
import type { AccessRule } from '../../contract/operation.ts';

const ofStream =
  (action: string): AccessRule<{ StreamArn?: string }> =>
  ({ StreamArn: arn = '*' }) => [{ action: `dynamodb:${action}`, resource: arn }];

export const access: Readonly<Record<string, AccessRule>> = {
  DescribeStream: ofStream('DescribeStream'),
  GetShardIterator: ofStream('GetShardIterator'),
  /** The iterator starts with its stream's ARN. */
  GetRecords: ({ ShardIterator: iterator = '' }: { ShardIterator?: string }) => [
    { action: 'dynamodb:GetRecords', resource: iterator.split('|')[0] || '*' },
  ],
  ListStreams: ({ TableName: table = '*' }: { TableName?: string }, call) => [
    { action: 'dynamodb:ListStreams', resource: formatArn('dynamodb', call.scope, `table/${table}/stream/*`) },
  ],
};
