import type { TagResourceRequest } from '@aws-sdk/client-sns';
import type { Operation } from '../../../contract/operation.ts';
import { resourceNotFound } from '../errors.ts';
import { checkTags, tagsOf } from '../tags.ts';
import { findTopic, putTopic } from '../topic.ts';

export const tagResource: Operation<TagResourceRequest, object> = (input, call) => {
  const topic = findTopic(call.globe, input.ResourceArn ?? '');
  if (!topic) throw resourceNotFound();
  const tags = checkTags({ ...topic.row.tags, ...tagsOf(input.Tags) });
  putTopic(call.globe, topic, { ...topic.row, tags });
  return {};
};
