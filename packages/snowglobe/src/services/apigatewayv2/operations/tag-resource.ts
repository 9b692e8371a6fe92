import type { TagResourceRequest } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { taggedOf } from '../tags.ts';

export const tagResource: Operation<TagResourceRequest, object> = (input, call) => {
  const tagged = taggedOf(call, input.ResourceArn);
  tagged.put({ ...tagged.tags, ...input.Tags });
  return {};
};
