import type { Service } from '../../contract/service.ts';

export const lambda: Service = {
  id: 'lambda',
  tables: [],
  operations: {},
  access: {},
};
