import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { pipesOf } from '../pipe.ts';
import { taggedPipe } from '../tags.ts';

export const untagResource: Operation<UntagResourceRequest, UntagResourceResponse> = (input, call) => {
  const row = taggedPipe(call, input.resourceArn);
  const gone = new Set(input.tagKeys);
  const tags = Object.fromEntries(Object.entries(row.tags).filter(([key]) => !gone.has(key)));
  pipesOf(call.globe, call.scope).put({ ...row, tags });
  return {};
};
