import type { Service } from '../../contract/service.ts';

export const firehose: Service = {
  id: 'firehose',
  tables: [],
  operations: {},
  access: {},
};
