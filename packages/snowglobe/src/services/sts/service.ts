import type { Service } from '../../contract/service.ts';

export const sts: Service = {
  id: 'sts',
  tables: [],
  operations: {},
  access: {},
};
