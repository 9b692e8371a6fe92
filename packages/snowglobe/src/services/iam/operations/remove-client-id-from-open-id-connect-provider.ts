import type { RemoveClientIDFromOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn, oidcProvidersOf } from '../oidc-provider.ts';

export const removeClientIdFromOpenIdConnectProvider: Operation<
  RemoveClientIDFromOpenIDConnectProviderRequest,
  object
> = (input, call) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  oidcProvidersOf(call).put({ ...row, clientIds: row.clientIds.filter((id) => id !== input.ClientID) });
  return {};
};
