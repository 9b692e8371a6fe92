import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-pipes';
import type { Operation } from '../../../contract/operation.ts';
import { pipesOf } from '../pipe.ts';
import { taggedPipe } from '../tags.ts';

export const tagResource: Operation<TagResourceRequest, TagResourceResponse> = (input, call) => {
  const row = taggedPipe(call, input.resourceArn);
  pipesOf(call.globe, call.scope).put({ ...row, tags: { ...row.tags, ...input.tags } });
  return {};
};
