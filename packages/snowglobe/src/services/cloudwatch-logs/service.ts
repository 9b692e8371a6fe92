import type { Service } from '../../contract/service.ts';

export const cloudwatchLogs: Service = {
  id: 'cloudwatch-logs',
  arnService: 'logs',
  tables: [],
  operations: {},
  access: {},
};
