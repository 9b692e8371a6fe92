import type { Service } from '../../contract/service.ts';

export const dynamodb: Service = {
  id: 'dynamodb',
  tables: [],
  operations: {},
  access: {},
};
