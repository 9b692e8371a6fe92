import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { isForRestApi } from './data-plane/locate.ts';
import { serve } from './data-plane/serve.ts';
import { operations } from './operations.ts';
import { accountType } from './resource-types/account.ts';
import { apiKeyType } from './resource-types/api-key.ts';
import { authorizerType } from './resource-types/authorizer.ts';
import { basePathMappingType } from './resource-types/base-path-mapping.ts';
import { deploymentType } from './resource-types/deployment.ts';
import { domainNameType } from './resource-types/domain-name.ts';
import { gatewayResponseType } from './resource-types/gateway-response.ts';
import { methodType } from './resource-types/method.ts';
import { modelType } from './resource-types/model.ts';
import { requestValidatorType } from './resource-types/request-validator.ts';
import { resourceType } from './resource-types/resource.ts';
import { restApiType } from './resource-types/rest-api.ts';
import { stageType } from './resource-types/stage.ts';
import { usagePlanType } from './resource-types/usage-plan.ts';
import { usagePlanKeyType } from './resource-types/usage-plan-key.ts';
import * as tables from './tables.ts';

export const apiGateway: Service = {
  id: 'api-gateway',
  arnService: 'apigateway',
  tables: Object.values(tables),
  operations,
  access,
  resourceTypes: [
    accountType,
    apiKeyType,
    authorizerType,
    basePathMappingType,
    deploymentType,
    domainNameType,
    gatewayResponseType,
    methodType,
    modelType,
    requestValidatorType,
    resourceType,
    restApiType,
    stageType,
    usagePlanKeyType,
    usagePlanType,
  ],
  dataPlane: { matches: isForRestApi, handle: serve },
};
