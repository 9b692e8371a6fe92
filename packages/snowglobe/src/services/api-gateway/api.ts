import type { CreateRestApiRequest, RestApi } from '@aws-sdk/client-api-gateway';
import { badRequest, notSupported } from './errors.ts';
import { limits } from './limits.ts';
import { amount, flag, inside, item, type PatchRules, patched, text } from './patch.ts';
import { checkPolicy } from './resource-policy.ts';
import { addressesOf, newId, nowOf, type Place, rowsOf } from './rows.ts';
import * as tables from './tables.ts';

export const apiPatches: PatchRules = {
  '/name': text('name'),
  '/description': text('description'),
  '/policy': text('policy'),
  '/apiKeySource': text('apiKeySource'),
  '/minimumCompressionSize': amount('minimumCompressionSize'),
  '/disableExecuteApiEndpoint': flag('disableExecuteApiEndpoint'),
  '/binaryMediaTypes/{}': item('binaryMediaTypes'),
  '/endpointConfiguration/types/{}': inside('endpointConfiguration', item('types')),
};

/** Creates an API with its root resource. */
export function createApi(place: Place, input: CreateRestApiRequest): tables.ApiRow {
  if (input.cloneFrom !== undefined) throw notSupported('cloneFrom');
  const { globe, scope } = place;
  const { tags = {}, ...given } = input;
  const api = checkedApi({
    apiKeySource: 'HEADER',
    disableExecuteApiEndpoint: false,
    ...given,
    name: input.name ?? '',
    endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4', ...input.endpointConfiguration },
    id: newId(globe, 10),
    rootResourceId: newId(globe, 10),
    createdDate: nowOf(globe),
    tags,
  });
  rowsOf(place, tables.apis).put(api);
  rowsOf(place, tables.resources, api.id).put({ id: api.rootResourceId, path: '/', methods: {} });
  addressesOf(globe).put({ apiId: api.id, ...scope });
  return api;
}

/** The API, when API Gateway and the globe take it. An empty policy is none. */
export function checkedApi(api: tables.ApiRow): tables.ApiRow {
  const { minimumCompressionSize: size } = api;
  if (api.name.trim() === '') throw badRequest('API name cannot be empty');
  const { types = [], vpcEndpointIds = [] } = api.endpointConfiguration ?? {};
  if (types.includes('PRIVATE')) throw notSupported('private endpoints');
  if (types.length !== 1) throw badRequest('An API has one endpoint type');
  if (vpcEndpointIds.length > 0) throw notSupported('VPC endpoints');
  if (size !== undefined && (size < 0 || size > limits.maximumCompressionSizeBytes)) {
    throw badRequest('Invalid minimum compression size, must be between 0 and 10485760');
  }
  if (!api.policy?.trim()) {
    const { policy: _none, ...open } = api;
    return open;
  }
  checkPolicy(api.policy);
  return api;
}

export function updateApi(place: Place, before: tables.ApiRow, operations: Parameters<typeof patched>[1]) {
  const api = checkedApi(patched(before, operations, apiPatches));
  rowsOf(place, tables.apis).put(api);
  return api;
}

/** As the API shows it. */
export function describeApi(api: tables.ApiRow): RestApi {
  // AWS gives the policy back with its quotes escaped.
  return { ...api, ...(api.policy !== undefined && { policy: api.policy.replaceAll('"', '\\"') }) };
}

const parts = [
  tables.resources,
  tables.models,
  tables.validators,
  tables.gatewayResponses,
  tables.authorizers,
  tables.documentationParts,
  tables.documentationVersions,
  tables.deployments,
  tables.stages,
] as const;

/** Deletes the API, everything in it, and its stages' places in usage plans. */
export function deleteApi(place: Place, api: tables.ApiRow): void {
  for (const table of parts) rowsOf<object>(place, table as never, api.id).clear();
  rowsOf(place, tables.apis).delete(api.id);
  addressesOf(place.globe).delete(api.id);
}
