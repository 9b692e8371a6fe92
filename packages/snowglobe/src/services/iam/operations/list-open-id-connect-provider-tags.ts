import type { ListOpenIDConnectProviderTagsRequest, ListOpenIDConnectProviderTagsResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn } from '../oidc-provider.ts';
import { pageOf } from '../paging.ts';
import { tagList } from '../tags.ts';

export const listOpenIdConnectProviderTags: Operation<
  ListOpenIDConnectProviderTagsRequest,
  ListOpenIDConnectProviderTagsResponse
> = (input, call) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  const { items, ...page } = pageOf(tagList(row.tags), (tag) => tag.Key, input);
  return { Tags: items, ...page };
};
