import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { describeStream } from './operations/describe-stream.ts';
import { getRecords } from './operations/get-records.ts';
import { getShardIterator } from './operations/get-shard-iterator.ts';
import { listStreams } from './operations/list-streams.ts';

/** Streams and their records are rows of the service `dynamodb`, which writes them. */
export const dynamodbStreams: Service = {
  id: 'dynamodb-streams',
  arnService: 'dynamodb',
  tables: [],
  operations: {
    DescribeStream: describeStream,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    ListStreams: listStreams,
  },
  access,
};
