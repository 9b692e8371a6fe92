import type { ListTagsForResourceRequest, ListTagsForResourceResponse } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { findTopic } from '../topic.ts';

export const listTagsForResource: Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> = (
  input,
  call,
) => {
  const topic = findTopic(call.globe, input.ResourceArn ?? '');
  if (!topic) throw resourceNotFound();
  return { Tags: Object.entries(topic.row.tags).map(([Key, Value]) => ({ Key, Value })) };
};
