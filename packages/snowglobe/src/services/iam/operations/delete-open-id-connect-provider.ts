import type { DeleteOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn, oidcProvidersOf } from '../oidc-provider.ts';

export const deleteOpenIdConnectProvider: Operation<DeleteOpenIDConnectProviderRequest, object> = (input, call) => {
  oidcProvidersOf(call).delete(oidcProviderByArn(call, input.OpenIDConnectProviderArn).arn);
  return {};
};
