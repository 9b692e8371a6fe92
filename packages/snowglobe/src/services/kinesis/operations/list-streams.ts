import type { ListStreamsInput, ListStreamsOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { pageLimits } from '../limits.ts';
import { formatPageToken, parsePageToken } from '../page-token.ts';
import { streams } from '../tables.ts';

export const listStreams: Operation<ListStreamsInput, ListStreamsOutput> = (input, call) => {
  const after = input.NextToken === undefined ? input.ExclusiveStartStreamName : parsePageToken(input.NextToken).after;
  const rest = [...call.globe.store.collection(streams, call.scope).range(after === undefined ? {} : { after })];
  const page = rest.slice(0, input.Limit ?? pageLimits.streams);
  const last = page.at(-1);
  const hasMore = rest.length > page.length;
  return {
    StreamNames: page.map((row) => row.name),
    HasMoreStreams: hasMore,
    StreamSummaries: page.map((row) => ({
      StreamName: row.name,
      StreamARN: row.arn,
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: row.mode },
      StreamCreationTimestamp: new Date(row.createdAt),
    })),
    ...(hasMore && last ? { NextToken: formatPageToken({ list: 'streams', after: last.name }) } : {}),
  };
};
