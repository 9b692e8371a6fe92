import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { isForApi } from './data-plane/locate.ts';
import { serve } from './data-plane/serve.ts';
import { operations } from './operations.ts';
import { apiType } from './resource-types/api.ts';
import { apiMappingType } from './resource-types/api-mapping.ts';
import { authorizerType } from './resource-types/authorizer.ts';
import { deploymentType } from './resource-types/deployment.ts';
import { domainNameType } from './resource-types/domain-name.ts';
import { integrationType } from './resource-types/integration.ts';
import { routeType } from './resource-types/route.ts';
import { stageType } from './resource-types/stage.ts';
import * as tables from './tables.ts';

export const apiGatewayV2: Service = {
  id: 'apigatewayv2',
  arnService: 'apigateway',
  tables: Object.values(tables),
  operations,
  access,
  resourceTypes: [
    apiType,
    apiMappingType,
    authorizerType,
    deploymentType,
    domainNameType,
    integrationType,
    routeType,
    stageType,
  ],
  dataPlane: { matches: isForApi, handle: serve },
};
