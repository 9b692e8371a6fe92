import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../contract/operation.ts';
import { taggedResource } from '../tags.ts';

export const untagResource: Operation<UntagResourceRequest, UntagResourceResponse> = (input, call) => {
  const resource = taggedResource(call, input.ResourceARN ?? '');
  const gone = new Set(input.TagKeys);
  resource.put(Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !gone.has(key))));
  return {};
};
