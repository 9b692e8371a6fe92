import type { GetTagsRequest, GetTagsResponse } from '@aws-sdk/client-apigatewayv2';
import type { Operation } from '../../../contract/operation.ts';
import { taggedOf } from '../tags.ts';

export const getTags: Operation<GetTagsRequest, GetTagsResponse> = (input, call) => {
  return { Tags: { ...taggedOf(call, input.ResourceArn).tags } };
};
