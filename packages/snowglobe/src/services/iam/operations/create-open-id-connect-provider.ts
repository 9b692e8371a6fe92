import type { CreateOpenIDConnectProviderRequest, CreateOpenIDConnectProviderResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderTaken } from '../errors.ts';
import { checkedIssuer, oidcProvidersOf, withoutScheme } from '../oidc-provider.ts';
import { tagList, tagsOf } from '../tags.ts';

export const createOpenIdConnectProvider: Operation<
  CreateOpenIDConnectProviderRequest,
  CreateOpenIDConnectProviderResponse
> = (input, call) => {
  const issuer = checkedIssuer(input.Url);
  const url = withoutScheme(issuer);
  const arn = `arn:aws:iam::${call.scope.account}:oidc-provider/${url}`;
  const rows = oidcProvidersOf(call);
  if (rows.has(arn)) throw oidcProviderTaken(issuer);
  const tags = tagsOf(input.Tags);
  rows.put({
    arn,
    url,
    issuer,
    clientIds: input.ClientIDList ?? [],
    thumbprints: input.ThumbprintList ?? [],
    tags,
    createdAt: call.globe.clock.now(),
  });
  return { OpenIDConnectProviderArn: arn, ...(input.Tags && { Tags: tagList(tags) }) };
};
