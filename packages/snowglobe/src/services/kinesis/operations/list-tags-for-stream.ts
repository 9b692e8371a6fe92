import type { ListTagsForStreamInput, ListTagsForStreamOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { pageLimits } from '../limits.ts';
import { requireStream } from '../stream.ts';

export const listTagsForStream: Operation<ListTagsForStreamInput, ListTagsForStreamOutput> = (input, call) => {
  const { tags } = requireStream(input, call).row;
  const after = input.ExclusiveStartTagKey ?? '';
  const rest = Object.keys(tags)
    .filter((key) => key > after)
    .sort();
  const page = rest.slice(0, input.Limit ?? pageLimits.tags);
  return {
    Tags: page.map((key) => ({ Key: key, Value: tags[key] })),
    HasMoreTags: rest.length > page.length,
  };
};
