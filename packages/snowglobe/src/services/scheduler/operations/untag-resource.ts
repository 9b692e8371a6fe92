import type { UntagResourceInput, UntagResourceOutput } from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../contract/operation.ts';
import { putTags, taggedGroup } from '../tags.ts';

export const untagResource: Operation<UntagResourceInput, UntagResourceOutput> = (input, call) => {
  const group = taggedGroup(call, input.ResourceArn);
  const gone = new Set(input.TagKeys);
  putTags(call, group, Object.fromEntries(Object.entries(group.tags).filter(([key]) => !gone.has(key))));
  return {};
};
