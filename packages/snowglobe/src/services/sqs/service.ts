import type { Service } from '../../contract/service.ts';

export const sqs: Service = {
  id: 'sqs',
  tables: [],
  operations: {},
  access: {},
};
