import type { ListTagsRequest, ListTagsResponse } from '@aws-sdk/client-lambda';
import type { Operation } from '../../../contract/operation.ts';
import { tagged } from '../tags.ts';

export const listTags: Operation<ListTagsRequest, ListTagsResponse> = (input, call) => ({
  Tags: { ...tagged(call, input.Resource ?? '').tags },
});
