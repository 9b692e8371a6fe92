import type { ListStreamConsumersInput, ListStreamConsumersOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { consumersOf, describedConsumer } from '../consumer.ts';
import { pageLimits } from '../limits.ts';
import { formatPageToken, parsePageToken } from '../page-token.ts';
import { requireStream } from '../stream.ts';

export const listStreamConsumers: Operation<ListStreamConsumersInput, ListStreamConsumersOutput> = (input, call) => {
  const stream = requireStream({ StreamARN: input.StreamARN }, call);
  const after = input.NextToken === undefined ? '' : parsePageToken(input.NextToken).after;
  const rest = consumersOf(call.globe, stream).filter((consumer) => consumer.name > after);
  const page = rest.slice(0, input.MaxResults ?? pageLimits.consumers);
  const last = page.at(-1);
  return {
    Consumers: page.map(describedConsumer),
    ...(last && rest.length > page.length
      ? { NextToken: formatPageToken({ list: stream.row.arn, after: last.name }) }
      : {}),
  };
};
