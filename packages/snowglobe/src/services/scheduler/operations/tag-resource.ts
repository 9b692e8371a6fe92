import type { TagResourceInput, TagResourceOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { putTags, taggedGroup, tagMap } from '../tags.ts';

export const tagResource: Operation<TagResourceInput, TagResourceOutput> = (input, call) => {
  const group = taggedGroup(call, input.ResourceArn);
  putTags(call, group, { ...group.tags, ...tagMap(input.Tags) });
  return {};
};
