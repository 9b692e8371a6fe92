import type { Service } from '../../contract/service.ts';

export const eventbridge: Service = {
  id: 'eventbridge',
  arnService: 'events',
  tables: [],
  operations: {},
  access: {},
};
