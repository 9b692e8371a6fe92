import type { Service } from '../../contract/service.ts';

export const iam: Service = {
  id: 'iam',
  tables: [],
  operations: {},
  access: {},
};
