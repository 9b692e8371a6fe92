import type { UntagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn, oidcProvidersOf } from '../oidc-provider.ts';
import { withoutTags } from '../tags.ts';

export const untagOpenIdConnectProvider: Operation<UntagOpenIDConnectProviderRequest, object> = (input, call) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  oidcProvidersOf(call).put({ ...row, tags: withoutTags(row.tags, input.TagKeys) });
  return {};
};
