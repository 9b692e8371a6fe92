import type { DescribeStreamInput, DescribeStreamOutput, Shard } from '@aws-sdk/client-dynamodb-streams';
import type { Operation } from '../../../contract/operation.ts';
import { latestSequenceNumber, shardIdOf, startingSequenceNumber } from '../../dynamodb/shard.ts';
import { openStream } from '../open-stream.ts';

export const describeStream: Operation<DescribeStreamInput, DescribeStreamOutput> = (input, call) => {
  const stream = openStream(call, input.StreamArn as string);
  const { row } = stream;
  const isClosed = row.disabledAt !== undefined;
  const shard: Shard = {
    ShardId: shardIdOf(row),
    SequenceNumberRange: {
      StartingSequenceNumber: startingSequenceNumber(row),
      ...(isClosed && { EndingSequenceNumber: latestSequenceNumber(stream) }),
    },
  };
  const isAfter = input.ExclusiveStartShardId !== undefined && input.ExclusiveStartShardId >= shardIdOf(row);
  return {
    StreamDescription: {
      StreamArn: row.arn,
      StreamLabel: row.label,
      StreamStatus: isClosed ? 'DISABLED' : 'ENABLED',
      StreamViewType: row.viewType,
      CreationRequestDateTime: new Date(row.createdAt),
      TableName: row.tableName,
      KeySchema: [...row.keySchema],
      Shards: isAfter ? [] : [shard],
    },
  };
};
