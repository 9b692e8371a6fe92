import type { ListTagsForDeliveryStreamInput, ListTagsForDeliveryStreamOutput } from '@aws-sdk/client-firehose';
import type { Operation } from '../../../contract/operation.ts';
import { getStream } from '../delivery-stream.ts';
import { limits } from '../limits.ts';

export const listTagsForDeliveryStream: Operation<ListTagsForDeliveryStreamInput, ListTagsForDeliveryStreamOutput> = (
  input,
  call,
) => {
  const after = input.ExclusiveStartTagKey ?? '';
  const tags = Object.entries(getStream(call, input.DeliveryStreamName).tags)
    .filter(([key]) => key > after)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const size = input.Limit ?? limits.tagPageSize;
  return { Tags: tags.slice(0, size).map(([Key, Value]) => ({ Key, Value })), HasMoreTags: tags.length > size };
};
