import type { CreateDomainNameRequest, DomainName } from '@aws-sdk/client-api-gateway';
import { formatArn } from '../../contract/arn.ts';
import { everywhere } from '../../contract/scope.ts';
import type { Collection } from '../../contract/table.ts';
import {
  badRequest,
  basePathTaken,
  domainNameTaken,
  noSuchBasePath,
  noSuchDomainName,
  notSupported,
} from './errors.ts';
import { inside, item, type PatchRules, patched, text } from './patch.ts';
import { apiOf, newId, nowOf, type Place, rowsOf, stageOf } from './rows.ts';
import * as tables from './tables.ts';

/** Of API Gateway's regional endpoints in a region, and of CloudFront everywhere. */
const regionalHostedZoneId = 'Z1UJRXOUMOOFQ8';
const distributionHostedZoneId = 'Z2FDTNDATAQYW2';

export const domainNamePatches: PatchRules = {
  '/certificateArn': text('certificateArn'),
  '/certificateName': text('certificateName'),
  '/regionalCertificateArn': text('regionalCertificateArn'),
  '/regionalCertificateName': text('regionalCertificateName'),
  '/securityPolicy': text('securityPolicy'),
  '/endpointConfiguration/types/{}': inside('endpointConfiguration', item('types')),
};

/** Creates a custom domain; its certificate is taken as given. */
export function createDomainName(place: Place, input: CreateDomainNameRequest): tables.DomainNameRow {
  refuseGaps(input);
  const domainName = (input.domainName ?? '').toLowerCase();
  if (!/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domainName)) {
    throw badRequest('Invalid domain name specified');
  }
  const rows = rowsOf(place, tables.domainNames);
  if (rows.has(domainName) || domainAddressesOf(place).has(domainName)) throw domainNameTaken();
  const { tags = {}, ...given } = input;
  const [type = 'EDGE'] = input.endpointConfiguration?.types ?? [];
  const row: tables.DomainNameRow = {
    securityPolicy: 'TLS_1_2',
    ...given,
    endpointConfiguration: { types: [type], ipAddressType: 'ipv4' },
    ...endpointOf(place, type),
    domainName,
    domainNameArn: formatArn('apigateway', { ...place.scope, account: '' }, `/domainnames/${domainName}`),
    domainNameStatus: 'AVAILABLE',
    ...(type === 'EDGE' && { certificateUploadDate: nowOf(place.globe) }),
    tags,
  };
  rows.put(row);
  for (const host of hostsOf(row)) domainAddressesOf(place).put({ host, domainName, ...place.scope });
  return row;
}

function refuseGaps(input: CreateDomainNameRequest): void {
  if (input.mutualTlsAuthentication !== undefined) throw notSupported('mutualTlsAuthentication');
  if (input.certificateBody !== undefined || input.certificateChain !== undefined) {
    throw notSupported('uploaded certificates');
  }
  if (input.endpointConfiguration?.types?.includes('PRIVATE')) throw notSupported('private custom domains');
  if (input.routingMode !== undefined && input.routingMode !== 'BASE_PATH_MAPPING_ONLY') {
    throw notSupported(`the routing mode ${input.routingMode}`);
  }
}

type Endpoint = Pick<
  DomainName,
  'distributionDomainName' | 'distributionHostedZoneId' | 'regionalDomainName' | 'regionalHostedZoneId'
>;

function endpointOf({ globe, scope }: Place, type: string): Endpoint {
  if (type === 'EDGE') {
    return { distributionDomainName: `d${newId(globe, 13)}.cloudfront.net`, distributionHostedZoneId };
  }
  const regionalDomainName = `d-${newId(globe, 10)}.execute-api.${scope.region}.amazonaws.com`;
  return { regionalDomainName, regionalHostedZoneId };
}

/** The names under which requests may come. */
function hostsOf({ domainName, regionalDomainName, distributionDomainName }: tables.DomainNameRow): readonly string[] {
  return [domainName, regionalDomainName, distributionDomainName].filter((host) => host !== undefined);
}

export function domainAddressesOf({ globe }: Pick<Place, 'globe'>): Collection<tables.DomainAddressRow> {
  return globe.store.collection(tables.domainAddresses, everywhere);
}

export function domainNameOf(place: Place, domainName: string | undefined): tables.DomainNameRow {
  const row = rowsOf(place, tables.domainNames).get((domainName ?? '').toLowerCase());
  if (!row) throw noSuchDomainName();
  return row;
}

/** Changes a custom domain; one that gets another endpoint type gets another address. */
export function updateDomainName(
  place: Place,
  before: tables.DomainNameRow,
  operations: Parameters<typeof patched>[1],
): tables.DomainNameRow {
  const changed = patched(before, operations, domainNamePatches);
  const [type = 'EDGE'] = changed.endpointConfiguration?.types ?? [];
  if (type !== 'EDGE' && type !== 'REGIONAL') throw notSupported(`the endpoint type ${type}`);
  const moved = type !== before.endpointConfiguration?.types?.[0];
  const row = moved ? { ...changed, ...endpointOf(place, type) } : changed;
  rowsOf(place, tables.domainNames).put(row);
  for (const host of hostsOf(row)) domainAddressesOf(place).put({ host, domainName: row.domainName, ...place.scope });
  return row;
}

export function deleteDomainName(place: Place, row: tables.DomainNameRow): void {
  rowsOf(place, tables.basePathMappings, row.domainName).clear();
  rowsOf(place, tables.domainNames).delete(row.domainName);
  for (const host of hostsOf(row)) domainAddressesOf(place).delete(host);
}

/** How the API writes the domain's root. */
const root = '(none)';

const noSlash =
  "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.";

export function basePathMappingOf(
  place: Place,
  domainName: string | undefined,
  basePath = '',
): tables.BasePathMappingRow {
  const domain = domainNameOf(place, domainName);
  const row = rowsOf(place, tables.basePathMappings, domain.domainName).get(basePath === '' ? root : basePath);
  if (!row) throw noSuchBasePath();
  return row;
}

/** Puts a mapping whose API and stage exist; `replacing`: the one that it stands for. */
export function putBasePathMapping(
  place: Place,
  domainName: string | undefined,
  given: tables.BasePathMappingRow,
  replacing?: tables.BasePathMappingRow,
): tables.BasePathMappingRow {
  const rows = rowsOf(place, tables.basePathMappings, domainNameOf(place, domainName).domainName);
  const basePath = given.basePath === '' ? root : given.basePath;
  if (basePath.includes('/')) throw badRequest(noSlash);
  if (basePath !== root && !/^[A-Za-z0-9$_.+!*'()-]+$/.test(basePath)) throw badRequest('Invalid base path specified');
  const { id: restApiId } = apiOf(place, given.restApiId);
  const stage = given.stage === undefined || given.stage === '' || given.stage === root ? undefined : given.stage;
  if (stage !== undefined) stageOf(place, restApiId, stage);
  if (basePath !== replacing?.basePath && rows.has(basePath)) throw basePathTaken();
  if (replacing) rows.delete(replacing.basePath);
  const row = { basePath, restApiId, ...(stage !== undefined && { stage }) };
  rows.put(row);
  return row;
}
