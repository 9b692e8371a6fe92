import type { Service } from '../../contract/service.ts';

export const pipes: Service = {
  id: 'pipes',
  tables: [],
  operations: {},
  access: {},
};
