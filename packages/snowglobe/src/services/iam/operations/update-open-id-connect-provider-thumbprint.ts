import type { UpdateOpenIDConnectProviderThumbprintRequest } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProviderByArn, oidcProvidersOf } from '../oidc-provider.ts';

export const updateOpenIdConnectProviderThumbprint: Operation<UpdateOpenIDConnectProviderThumbprintRequest, object> = (
  input,
  call,
) => {
  const row = oidcProviderByArn(call, input.OpenIDConnectProviderArn);
  oidcProvidersOf(call).put({ ...row, thumbprints: input.ThumbprintList ?? [] });
  return {};
};
