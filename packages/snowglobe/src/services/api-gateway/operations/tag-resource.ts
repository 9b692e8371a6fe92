import type { TagResourceRequest } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { taggedOf } from '../tags.ts';

export const tagResource: Operation<TagResourceRequest, object> = (input, call) => {
  const tagged = taggedOf(call, input.resourceArn);
  tagged.put({ ...tagged.tags, ...input.tags });
  return {};
};
