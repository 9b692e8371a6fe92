import type { TagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn, oidcProvidersOf } from '../oidc-provider.ts';
import { tagsOf } from '../tags.ts';

export const tagOpenIdConnectProvider: Operation<TagOpenIDConnectProviderRequest, object> = (input, call) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  oidcProvidersOf(call).put({ ...row, tags: tagsOf(input.Tags, row.tags) });
  return {};
};
