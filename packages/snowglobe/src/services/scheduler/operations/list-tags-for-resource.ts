import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { taggedGroup } from '../tags.ts';

export const listTagsForResource: Operation<ListTagsForResourceInput, ListTagsForResourceOutput> = (input, call) => {
  const { tags } = taggedGroup(call, input.ResourceArn);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
