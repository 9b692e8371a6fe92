import type { ApiMapping, DomainName } from '@aws-sdk/client-apigatewayv2';
import { formatArn } from '../../contract/arn.ts';
import type { Scope } from '../../contract/scope.ts';
import { badRequest, mappingTaken, noSuchApiMapping } from './errors.ts';
import { domainNameOf, type Place, rowsOf, stageOf } from './rows.ts';
import { type ApiMappingRow, apiMappings, type DomainNameRow } from './tables.ts';

/** The hosted zone of API Gateway's regional endpoints is the same for every domain of a region. */
const regionalHostedZoneId = 'Z1UJRXOUMOOFQ8';

/** As the API shows it. */
export function describeDomainName(scope: Scope, row: DomainNameRow): DomainName & { readonly DomainName: string } {
  return {
    DomainName: row.domainName,
    DomainNameArn: formatArn('apigateway', { ...scope, account: '' }, `/domainnames/${row.domainName}`),
    ApiMappingSelectionExpression: '$request.basepath',
    DomainNameConfigurations: row.configurations.map((configuration) => ({
      ...configuration,
      ApiGatewayDomainName: regionalDomainName(scope, row),
      DomainNameStatus: 'AVAILABLE',
      EndpointType: configuration.EndpointType ?? 'REGIONAL',
      HostedZoneId: regionalHostedZoneId,
      SecurityPolicy: configuration.SecurityPolicy ?? 'TLS_1_2',
    })),
    Tags: { ...row.tags },
  };
}

function regionalDomainName({ region }: Scope, { regionalId }: DomainNameRow): string {
  return `${regionalId}.execute-api.${region}.amazonaws.com`;
}

/** The mapping of that id; throws NotFoundException. */
export function mappingOf(
  place: Place,
  domainName: string | undefined,
  apiMappingId: string | undefined,
): ApiMappingRow {
  const mapping = rowsOf(place, apiMappings, domainNameOf(place, domainName).domainName).get(apiMappingId ?? '');
  if (!mapping) throw noSuchApiMapping();
  return mapping;
}

interface MappingInput {
  readonly ApiId?: string | undefined;
  readonly Stage?: string | undefined;
  readonly ApiMappingKey?: string | undefined;
}

/** A mapping whose stage exists and whose key is free. */
export function mappingFrom(
  place: Place,
  domainName: string,
  apiMappingId: string,
  input: MappingInput,
): ApiMappingRow {
  const { ApiId: apiId = '', Stage, ApiMappingKey: mappingKey = '' } = input;
  const { stageName } = stageOf(place, apiId, Stage);
  if (!/^$|^[A-Za-z0-9$_.+!*'()-]+(\/[A-Za-z0-9$_.+!*'()-]+)*$/.test(mappingKey)) {
    throw badRequest('API mapping key should not start or end with / or contain consecutive / characters');
  }
  const taken = [...rowsOf(place, apiMappings, domainName).range()].some(
    (each) => each.mappingKey === mappingKey && each.apiMappingId !== apiMappingId,
  );
  if (taken) throw mappingTaken();
  return { apiMappingId, apiId, stageName, mappingKey };
}

/** As the API shows it. */
export function describeMapping(
  mapping: ApiMappingRow,
): ApiMapping & { readonly ApiId: string; readonly Stage: string } {
  return {
    ApiId: mapping.apiId,
    ApiMappingId: mapping.apiMappingId,
    Stage: mapping.stageName,
    ...(mapping.mappingKey !== '' && { ApiMappingKey: mapping.mappingKey }),
  };
}
