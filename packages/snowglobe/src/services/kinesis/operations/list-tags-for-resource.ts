import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-kinesis';
import type { Operation } from '../../../contract/operation.ts';
import { requireResource } from '../tagged-resource.ts';

export const listTagsForResource: Operation<ListTagsForResourceInput, ListTagsForResourceOutput> = (input, call) => {
  const { tags } = requireResource(input.ResourceARN ?? '', call);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
