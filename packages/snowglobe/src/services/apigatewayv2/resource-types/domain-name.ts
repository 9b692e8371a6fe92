import type { CreateDomainNameResponse, DomainNameConfiguration } from '@aws-sdk/client-apigatewayv2';
import type { Properties, ResourceType } from '../../../contract/resource-type.ts';
import { applyTags, tagsIn } from './template-tags.ts';
import { unlessMissing } from './unless-missing.ts';

export const domainNameType: ResourceType = {
  type: 'AWS::ApiGatewayV2::DomainName',
  properties: { DomainName: true, DomainNameConfigurations: true, Tags: true },

  async create(properties, context) {
    const { DomainName } = properties;
    const created = await context.api<CreateDomainNameResponse>('apigatewayv2', 'CreateDomainName', {
      DomainName,
      DomainNameConfigurations: configurations(properties),
      Tags: tagsIn(properties, context),
    });
    const [configuration] = created.DomainNameConfigurations ?? [];
    return {
      physicalId: DomainName,
      attributes: {
        DomainNameArn: created.DomainNameArn,
        RegionalDomainName: configuration?.ApiGatewayDomainName,
        RegionalHostedZoneId: configuration?.HostedZoneId,
      },
    };
  },

  async update(properties, previous, state, context) {
    const DomainName = state.physicalId;
    const input = { DomainName, DomainNameConfigurations: configurations(properties) };
    await context.api('apigatewayv2', 'UpdateDomainName', input);
    await applyTags(`/domainnames/${DomainName}`, properties, previous, context);
    return state;
  },

  async delete(state, _properties, context) {
    await unlessMissing(context.api('apigatewayv2', 'DeleteDomainName', { DomainName: state.physicalId }));
  },
};

/** A domain without a configuration has a regional endpoint all the same. */
function configurations(properties: Properties): readonly DomainNameConfiguration[] {
  const list: readonly DomainNameConfiguration[] = properties.DomainNameConfigurations ?? [];
  return list.length > 0 ? list : [{ EndpointType: 'REGIONAL' }];
}
