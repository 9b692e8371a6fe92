import type { Service } from '../../contract/service.ts';

export const cloudformation: Service = {
  id: 'cloudformation',
  tables: [],
  operations: {},
  access: {},
};
