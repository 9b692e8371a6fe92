import type { GetOpenIDConnectProviderRequest, GetOpenIDConnectProviderResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn } from '../oidc-provider.ts';
import { tagList } from '../tags.ts';
import { wholeSeconds } from '../whole-seconds.ts';

export const getOpenIdConnectProvider: Operation<GetOpenIDConnectProviderRequest, GetOpenIDConnectProviderResponse> = (
  input,
  call,
) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  return {
    Url: row.url,
    ClientIDList: [...row.clientIds],
    ThumbprintList: [...row.thumbprints],
    CreateDate: wholeSeconds(row.createdAt),
    ...(Object.keys(row.tags).length > 0 && { Tags: tagList(row.tags) }),
  };
};
