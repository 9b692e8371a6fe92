import type { AnyOperation } from '../../contract/operation.ts';
import { createBasePathMapping } from './operations/create-base-path-mapping.ts';
import { createDocumentationPart } from './operations/create-documentation-part.ts';
import { createDocumentationVersion } from './operations/create-documentation-version.ts';
import { createDomainName } from './operations/create-domain-name.ts';
import { deleteBasePathMapping } from './operations/delete-base-path-mapping.ts';
import { deleteDocumentationPart } from './operations/delete-documentation-part.ts';
import { deleteDocumentationVersion } from './operations/delete-documentation-version.ts';
import { deleteDomainName } from './operations/delete-domain-name.ts';
import { flushStageCache } from './operations/flush-stage-cache.ts';
import { getBasePathMapping } from './operations/get-base-path-mapping.ts';
import { getBasePathMappings } from './operations/get-base-path-mappings.ts';
import { getDocumentationPart } from './operations/get-documentation-part.ts';
import { getDocumentationParts } from './operations/get-documentation-parts.ts';
import { getDocumentationVersion } from './operations/get-documentation-version.ts';
import { getDocumentationVersions } from './operations/get-documentation-versions.ts';
import { getDomainName } from './operations/get-domain-name.ts';
import { getDomainNames } from './operations/get-domain-names.ts';
import { getExport } from './operations/get-export.ts';
import { getUsage } from './operations/get-usage.ts';
import { importApiKeys } from './operations/import-api-keys.ts';
import { importDocumentationParts } from './operations/import-documentation-parts.ts';
import { importRestApi } from './operations/import-rest-api.ts';
import { putRestApi } from './operations/put-rest-api.ts';
import { updateBasePathMapping } from './operations/update-base-path-mapping.ts';
import { updateDocumentationPart } from './operations/update-documentation-part.ts';
import { updateDocumentationVersion } from './operations/update-documentation-version.ts';
import { updateDomainName } from './operations/update-domain-name.ts';
import { updateGatewayResponse } from './operations/update-gateway-response.ts';
import { updateIntegrationResponse } from './operations/update-integration-response.ts';
import { updateMethodResponse } from './operations/update-method-response.ts';
import { updateResource } from './operations/update-resource.ts';
import { updateUsage } from './operations/update-usage.ts';

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
  GetUsage: getUsage,
  UpdateUsage: updateUsage,
  CreateDocumentationPart: createDocumentationPart,
  GetDocumentationPart: getDocumentationPart,
  GetDocumentationParts: getDocumentationParts,
  UpdateDocumentationPart: updateDocumentationPart,
  DeleteDocumentationPart: deleteDocumentationPart,
  ImportDocumentationParts: importDocumentationParts,
  CreateDocumentationVersion: createDocumentationVersion,
  GetDocumentationVersion: getDocumentationVersion,
  GetDocumentationVersions: getDocumentationVersions,
  UpdateDocumentationVersion: updateDocumentationVersion,
  DeleteDocumentationVersion: deleteDocumentationVersion,
  ImportApiKeys: importApiKeys,
} satisfies Readonly<Record<string, AnyOperation>>;
