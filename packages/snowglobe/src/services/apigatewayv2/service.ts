import type { Service } from '../../contract/service.ts';
import { access } from './access.ts';
import { isForApi } from './data-plane/locate.ts';
import { serve } from './data-plane/serve.ts';
import { operations } from './operations.ts';
import { addresses, apiMappings, apis, deployments, domainNames, integrations, routes, stages } from './tables.ts';

export const apiGatewayV2: Service = {
  id: 'apigatewayv2',
  arnService: 'apigateway',
  tables: [apis, routes, integrations, deployments, stages, domainNames, apiMappings, addresses],
  operations,
  access,
  dataPlane: { matches: isForApi, handle: serve },
};
