import type { UntagResourceRequest } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { findTopic, putTopic } from '../topic.ts';

export const untagResource: Operation<UntagResourceRequest, object> = (input, call) => {
  const topic = findTopic(call.globe, input.ResourceArn ?? '');
  if (!topic) throw resourceNotFound();
  const gone = new Set(input.TagKeys);
  const tags = Object.fromEntries(Object.entries(topic.row.tags).filter(([key]) => !gone.has(key)));
  putTopic(call.globe, topic, { ...topic.row, tags });
  return {};
};
