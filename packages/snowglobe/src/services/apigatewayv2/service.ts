import type { Service } from '../../contract/service.ts';

export const apiGatewayV2: Service = {
  id: 'apigatewayv2',
  arnService: 'apigateway',
  tables: [],
  operations: {},
  access: {},
};
