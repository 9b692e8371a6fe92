import type { GetTagsRequest, Tags } from '@aws-sdk/client-api-gateway';
import type { Operation } from '../../../contract/operation.ts';
import { taggedOf } from '../tags.ts';

export const getTags: Operation<GetTagsRequest, Tags> = (input, call) => ({
  tags: { ...taggedOf(call, input.resourceArn).tags },
});
