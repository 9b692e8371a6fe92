import type { ListOpenIDConnectProvidersResponse } from '@aws-sdk/client-iam';
import type { Operation } from '../../../contract/operation.ts';
import { oidcProvidersOf } from '../oidc-provider.ts';

export const listOpenIdConnectProviders: Operation<object, ListOpenIDConnectProvidersResponse> = (_input, call) => {
  return { OpenIDConnectProviderList: [...oidcProvidersOf(call).range()].map(({ arn }) => ({ Arn: arn })) };
};
