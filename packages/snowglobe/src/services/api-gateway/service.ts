import type { Service } from '../../contract/service.ts';

export const apiGateway: Service = {
  id: 'api-gateway',
  arnService: 'apigateway',
  tables: [],
  operations: {},
  access: {},
};
