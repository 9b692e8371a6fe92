import type { Service } from '../../contract/service.ts';

export const sns: Service = {
  id: 'sns',
  tables: [],
  operations: {},
  access: {},
};
