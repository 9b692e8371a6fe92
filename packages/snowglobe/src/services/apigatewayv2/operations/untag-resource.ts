import type { UntagResourceRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { taggedOf } from '../tags.ts';

export const untagResource: Operation<UntagResourceRequest, object> = (input, call) => {
  const tagged = taggedOf(call, input.ResourceArn);
  const gone = new Set(input.TagKeys);
  tagged.put(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !gone.has(key))));
  return {};
};
