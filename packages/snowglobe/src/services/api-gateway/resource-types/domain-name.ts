import type { DomainName } from '@aws-sdk/client-api-gateway';
import type { Properties, ResourceState, ResourceType } from '../../../contract/resource-type.ts';
import { call, given, lowered, replacement, replacements, unlessMissing } from './calls.ts';
import { applyTags, tagsIn } from './template-tags.ts';

export const domainNameType: ResourceType = {
  type: 'AWS::ApiGateway::DomainName',
  properties: {
    CertificateArn: true,
    DomainName: true,
    EndpointConfiguration: { IpAddressType: { accepted: 'the globe listens where it listens' }, Types: true },
    OwnershipVerificationCertificateArn: { accepted: 'nobody has to prove that a domain is theirs' },
    RegionalCertificateArn: true,
    SecurityPolicy: true,
    Tags: true,
  },

  async create(properties, context) {
    const row = await call<DomainName>(context, 'CreateDomainName', {
      ...given(properties, 'CertificateArn', 'DomainName', 'RegionalCertificateArn', 'SecurityPolicy'),
      ...(properties.EndpointConfiguration && { endpointConfiguration: lowered(properties.EndpointConfiguration) }),
      tags: tagsIn(properties, context),
    });
    return stateOf(row);
  },

  async update(properties, previous, state, context) {
    const domainName = state.physicalId;
    const simple = ['CertificateArn', 'RegionalCertificateArn', 'SecurityPolicy'];
    const patchOperations = [...replacements(properties, previous, ...simple), ...typeChange(properties, previous)];
    const row = await call<DomainName>(context, 'UpdateDomainName', { domainName, patchOperations });
    await applyTags(`/domainnames/${domainName}`, properties, previous, context);
    return stateOf(row);
  },

  async delete(state, _properties, context) {
    await unlessMissing(call(context, 'DeleteDomainName', { domainName: state.physicalId }));
  },
};

function stateOf(row: DomainName): ResourceState {
  const attributes = {
    DistributionDomainName: row.distributionDomainName,
    DistributionHostedZoneId: row.distributionHostedZoneId,
    DomainNameArn: row.domainNameArn,
    RegionalDomainName: row.regionalDomainName,
    RegionalHostedZoneId: row.regionalHostedZoneId,
  };
  return { physicalId: row.domainName ?? '', attributes };
}

function typeChange(properties: Properties, previous: Properties) {
  const typeIn = (from: Properties): string => from.EndpointConfiguration?.Types?.[0] ?? 'EDGE';
  if (typeIn(properties) === typeIn(previous)) return [];
  return [replacement(`/endpointConfiguration/types/${typeIn(previous)}`, typeIn(properties))];
}
