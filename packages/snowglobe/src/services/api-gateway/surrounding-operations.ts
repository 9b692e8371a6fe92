import type { AnyOperation } from '../../contract/operation.ts';
import { createBasePathMapping } from './operations/create-base-path-mapping.ts';
import { createDomainName } from './operations/create-domain-name.ts';
import { deleteBasePathMapping } from './operations/delete-base-path-mapping.ts';
import { deleteDomainName } from './operations/delete-domain-name.ts';
import { flushStageCache } from './operations/flush-stage-cache.ts';
import { getBasePathMapping } from './operations/get-base-path-mapping.ts';
import { getBasePathMappings } from './operations/get-base-path-mappings.ts';
import { getDomainName } from './operations/get-domain-name.ts';
import { getDomainNames } from './operations/get-domain-names.ts';
import { getExport } from './operations/get-export.ts';
import { importRestApi } from './operations/import-rest-api.ts';
import { putRestApi } from './operations/put-rest-api.ts';
import { updateBasePathMapping } from './operations/update-base-path-mapping.ts';
import { updateDomainName } from './operations/update-domain-name.ts';
import { updateGatewayResponse } from './operations/update-gateway-response.ts';
import { updateIntegrationResponse } from './operations/update-integration-response.ts';
import { updateMethodResponse } from './operations/update-method-response.ts';
import { updateResource } from './operations/update-resource.ts';

/** Operations on what stands around an API: domain names, descriptions, documentation, certificates, caches; and further changes. */
export const surroundingOperations = {
  CreateBasePathMapping: createBasePathMapping,
  CreateDomainName: createDomainName,
  DeleteBasePathMapping: deleteBasePathMapping,
  DeleteDomainName: deleteDomainName,
  GetBasePathMapping: getBasePathMapping,
  GetBasePathMappings: getBasePathMappings,
  GetDomainName: getDomainName,
  GetDomainNames: getDomainNames,
  UpdateBasePathMapping: updateBasePathMapping,
  UpdateDomainName: updateDomainName,
  UpdateGatewayResponse: updateGatewayResponse,
  UpdateIntegrationResponse: updateIntegrationResponse,
  UpdateMethodResponse: updateMethodResponse,
  UpdateResource: updateResource,
  ImportRestApi: importRestApi,
  PutRestApi: putRestApi,
  FlushStageCache: flushStageCache,
  GetExport: getExport,
} satisfies Readonly<Record<string, AnyOperation>>;
