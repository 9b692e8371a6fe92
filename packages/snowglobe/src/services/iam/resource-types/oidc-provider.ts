import type { CreateOpenIDConnectProviderResponse } from '@aws-sdk/client-iam';
import type { ResourceType } from '../../../contract/resource-type.ts';
import { tagsOf, unlessMissing } from './holder-policies.ts';

export const oidcProviderType: ResourceType = {
  type: 'AWS::IAM::OIDCProvider',
  properties: { ClientIdList: true, Tags: true, ThumbprintList: true, Url: true },

  async create(properties, context) {
    const { Url, ClientIdList, ThumbprintList } = properties;
    const made = await context.api<CreateOpenIDConnectProviderResponse>('iam', 'CreateOpenIDConnectProvider', {
      Url,
      Tags: tagsOf(properties, context),
      ...(ClientIdList !== undefined && { ClientIDList: ClientIdList }),
      ...(ThumbprintList !== undefined && { ThumbprintList }),
    });
    const arn = made.OpenIDConnectProviderArn ?? '';
    return { physicalId: arn, attributes: { Arn: arn } };
  },

  async update(properties, previous, state, context) {
    const OpenIDConnectProviderArn = state.physicalId;
    const next: readonly string[] = properties.ClientIdList ?? [];
    const before: readonly string[] = previous.ClientIdList ?? [];
    const change = (operation: string, more: object) =>
      context.api('iam', operation, { OpenIDConnectProviderArn, ...more });
    for (const ClientID of next.filter((id) => !before.includes(id))) {
      await change('AddClientIDToOpenIDConnectProvider', { ClientID });
    }
    for (const ClientID of before.filter((id) => !next.includes(id))) {
      await change('RemoveClientIDFromOpenIDConnectProvider', { ClientID });
    }
    await change('UpdateOpenIDConnectProviderThumbprint', { ThumbprintList: properties.ThumbprintList ?? [] });
    return state;
  },

  async delete(state, _properties, context) {
    const OpenIDConnectProviderArn = state.physicalId;
    await unlessMissing(context.api('iam', 'DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn }));
  },
};
