import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { taggedResource, tagMap } from '../tags.ts';

export const tagResource: Operation<TagResourceRequest, TagResourceResponse> = (input, call) => {
  const resource = taggedResource(call, input.ResourceARN ?? '');
  resource.put({ ...resource.tags, ...tagMap(input.Tags) });
  return {};
};
