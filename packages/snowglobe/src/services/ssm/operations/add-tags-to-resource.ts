import type { AddTagsToResourceRequest, AddTagsToResourceResult } from '@aws-sdk/client-ssm';
import type { Operation } from '../../../contract/operation.ts';
import { parametersOf } from '../parameter.ts';
import { checkedTags, findTagged } from '../tags.ts';

export const addTagsToResource: Operation<AddTagsToResourceRequest, AddTagsToResourceResult> = (input, call) => {
  const row = findTagged(call, input);
  parametersOf(call).put({ ...row, tags: checkedTags([...row.tags, ...(input.Tags ?? [])]) });
  return {};
};
