import type { Service } from '../../contract/service.ts';

export const ssm: Service = {
  id: 'ssm',
  tables: [],
  operations: {},
  access: {},
};
