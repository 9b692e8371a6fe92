import type { AnyOperation } from '../../contract/operation.ts';
import { createApi } from './operations/create-api.ts';
import { createApiMapping } from './operations/create-api-mapping.ts';
import { createAuthorizer } from './operations/create-authorizer.ts';
import { createDeployment } from './operations/create-deployment.ts';
import { createDomainName } from './operations/create-domain-name.ts';
import { createIntegration } from './operations/create-integration.ts';
import { createRoute } from './operations/create-route.ts';
import { createStage } from './operations/create-stage.ts';
import { deleteAccessLogSettings } from './operations/delete-access-log-settings.ts';
import { deleteApi } from './operations/delete-api.ts';
import { deleteApiMapping } from './operations/delete-api-mapping.ts';
import { deleteAuthorizer } from './operations/delete-authorizer.ts';
import { deleteCorsConfiguration } from './operations/delete-cors-configuration.ts';
import { deleteDeployment } from './operations/delete-deployment.ts';
import { deleteDomainName } from './operations/delete-domain-name.ts';
import { deleteIntegration } from './operations/delete-integration.ts';
import { deleteRoute } from './operations/delete-route.ts';
import { deleteRouteSettings } from './operations/delete-route-settings.ts';
import { deleteStage } from './operations/delete-stage.ts';
import { getApi } from './operations/get-api.ts';
import { getApiMapping } from './operations/get-api-mapping.ts';
import { getApiMappings } from './operations/get-api-mappings.ts';
import { getApis } from './operations/get-apis.ts';
import { getAuthorizer } from './operations/get-authorizer.ts';
import { getAuthorizers } from './operations/get-authorizers.ts';
import { getDeployment } from './operations/get-deployment.ts';
import { getDeployments } from './operations/get-deployments.ts';
import { getDomainName } from './operations/get-domain-name.ts';
import { getDomainNames } from './operations/get-domain-names.ts';
import { getIntegration } from './operations/get-integration.ts';
import { getIntegrations } from './operations/get-integrations.ts';
import { getRoute } from './operations/get-route.ts';
import { getRoutes } from './operations/get-routes.ts';
import { getStage } from './operations/get-stage.ts';
import { getStages } from './operations/get-stages.ts';
import { getTags } from './operations/get-tags.ts';
import { resetAuthorizersCache } from './operations/reset-authorizers-cache.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateApi } from './operations/update-api.ts';
import { updateApiMapping } from './operations/update-api-mapping.ts';
import { updateAuthorizer } from './operations/update-authorizer.ts';
import { updateDeployment } from './operations/update-deployment.ts';
import { updateDomainName } from './operations/update-domain-name.ts';
import { updateIntegration } from './operations/update-integration.ts';
import { updateRoute } from './operations/update-route.ts';
import { updateStage } from './operations/update-stage.ts';

/** Every operation of API Gateway V2 that the globe has. */
export const operations = {
  CreateApi: createApi,
  CreateApiMapping: createApiMapping,
  CreateAuthorizer: createAuthorizer,
  CreateDeployment: createDeployment,
  CreateDomainName: createDomainName,
  CreateIntegration: createIntegration,
  CreateRoute: createRoute,
  CreateStage: createStage,
  DeleteAccessLogSettings: deleteAccessLogSettings,
  DeleteApi: deleteApi,
  DeleteApiMapping: deleteApiMapping,
  DeleteAuthorizer: deleteAuthorizer,
  DeleteCorsConfiguration: deleteCorsConfiguration,
  DeleteDeployment: deleteDeployment,
  DeleteDomainName: deleteDomainName,
  DeleteIntegration: deleteIntegration,
  DeleteRoute: deleteRoute,
  DeleteRouteSettings: deleteRouteSettings,
  DeleteStage: deleteStage,
  GetApi: getApi,
  GetApiMapping: getApiMapping,
  GetApiMappings: getApiMappings,
  GetApis: getApis,
  GetAuthorizer: getAuthorizer,
  GetAuthorizers: getAuthorizers,
  GetDeployment: getDeployment,
  GetDeployments: getDeployments,
  GetDomainName: getDomainName,
  GetDomainNames: getDomainNames,
  GetIntegration: getIntegration,
  GetIntegrations: getIntegrations,
  GetRoute: getRoute,
  GetRoutes: getRoutes,
  GetStage: getStage,
  GetStages: getStages,
  GetTags: getTags,
  ResetAuthorizersCache: resetAuthorizersCache,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateApi: updateApi,
  UpdateApiMapping: updateApiMapping,
  UpdateAuthorizer: updateAuthorizer,
  UpdateDeployment: updateDeployment,
  UpdateDomainName: updateDomainName,
  UpdateIntegration: updateIntegration,
  UpdateRoute: updateRoute,
  UpdateStage: updateStage,
} satisfies Readonly<Record<string, AnyOperation>>;
