import type { AddClientIDToOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn, oidcProvidersOf } from '../oidc-provider.ts';

export const addClientIdToOpenIdConnectProvider: Operation<AddClientIDToOpenIDConnectProviderRequest, object> = (
  input,
  call,
) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  const clientIds = [...new Set([...row.clientIds, input.ClientID ?? ''])];
  oidcProvidersOf(call).put({ ...row, clientIds });
  return {};
};
