import type { UntagResourceRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { taggedOf } from '../tags.ts';

export const untagResource: Operation<UntagResourceRequest, object> = (input, call) => {
  const tagged = taggedOf(call, input.resourceArn);
  const kept = Object.entries(tagged.tags).filter(([key]) => !input.tagKeys?.includes(key));
  tagged.put(Object.fromEntries(kept));
  return {};
};
