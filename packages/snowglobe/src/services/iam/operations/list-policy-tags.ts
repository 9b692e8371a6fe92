import type { ListPolicyTagsRequest, ListPolicyTagsResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { ownPolicy } from '../managed-policy.ts';
import { pageOf } from '../paging.ts';
import { tagList } from '../tags.ts';

export const listPolicyTags: Operation<ListPolicyTagsRequest, ListPolicyTagsResponse> = (input, call) => {
  const { items, ...page } = pageOf(tagList(ownPolicy(call, input.PolicyArn).tags), (tag) => tag.Key, input);
  return { Tags: items, ...page };
};
