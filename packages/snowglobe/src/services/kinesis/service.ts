import type { Service } from '../../contract/service.ts';

export const kinesis: Service = {
  id: 'kinesis',
  tables: [],
  operations: {},
  access: {},
};
