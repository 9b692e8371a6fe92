import type { Service } from '../../contract/service.ts';

export const kms: Service = {
  id: 'kms',
  tables: [],
  operations: {},
  access: {},
};
