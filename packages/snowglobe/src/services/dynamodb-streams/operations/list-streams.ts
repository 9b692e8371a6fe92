import type { _Stream, ListStreamsInput, ListStreamsOutput } from '@aws-sdk/client-dynamodb-streams';
import type { Operation } from '../../../contract/operation.ts';
import { streamsTable } from '../../dynamodb/stream-tables.ts';

const pageStreams = 100;

export const listStreams: Operation<ListStreamsInput, ListStreamsOutput> = (input, call) => {
  const { ExclusiveStartStreamArn: after, Limit: limit = pageStreams, TableName: tableName } = input;
  const streams: _Stream[] = [];
  for (const row of call.globe.store.collection(streamsTable, call.scope).range(after === undefined ? {} : { after })) {
    if (tableName !== undefined && row.tableName !== tableName) continue;
    if (streams.length === limit) return { Streams: streams, LastEvaluatedStreamArn: streams[limit - 1]?.StreamArn };
    streams.push({ StreamArn: row.arn, TableName: row.tableName, StreamLabel: row.label });
  }
  return { Streams: streams };
};
