import type { Service } from '../../contract/service.ts';

export const scheduler: Service = {
  id: 'scheduler',
  tables: [],
  operations: {},
  access: {},
};
